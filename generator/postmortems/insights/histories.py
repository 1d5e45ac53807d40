"""The history of each lesson: the incidents that taught it, and its recurrences."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ..model import ActionItem, Corpus, Incident, Lesson
from .fixes import (
    Fix,
    RecurrenceAfterFix,
    complete_fixes,
    recurrences_after_fixes,
    shared_services,
)


@dataclass(frozen=True)
class Teaching:
    """One incident that taught a lesson.

    `texts` are its entries for the lesson and `actions` its action items for it. `gap` is the time
    since the previous incident that taught it.
    """

    incident: Incident
    texts: tuple[str, ...]
    actions: tuple[ActionItem, ...]
    gap: timedelta | None = None


@dataclass(frozen=True)
class OpenRecurrence:
    """A lesson that came back while an action item of an earlier incident was still open."""

    lesson: str
    action: ActionItem
    earlier: Incident
    later: Incident

    @property
    def overdue_days(self) -> int:
        """The days by which the action item was overdue at that time; 0 if it was not overdue."""
        return self.action.overdue_days(self.later.day)


@dataclass(frozen=True)
class Recurrence:
    """A pair of incidents with all that came back from one to the other while work was open."""

    earlier: Incident
    later: Incident
    items: tuple[OpenRecurrence, ...]

    @property
    def gap(self) -> timedelta:
        """The time from the earlier incident to the later one."""
        return self.later.day - self.earlier.day

    @property
    def shared_services(self) -> tuple[str, ...] | None:
        """The services that both incidents affected; None if one does not record its services."""
        return shared_services(self.earlier, self.later)


@dataclass(frozen=True)
class History:
    """A lesson of the catalogue with the incidents that taught it, the earliest first.

    `paid_off` are the incidents that list it among the things that went well, with the texts.
    `came_back` are its recurrences while an action item of it was open, and `did_not_hold` those
    after a fix of it was done.
    """

    name: str
    lesson: Lesson
    teachings: tuple[Teaching, ...] = ()
    paid_off: tuple[tuple[Incident, str], ...] = ()
    came_back: tuple[OpenRecurrence, ...] = ()
    did_not_hold: tuple[RecurrenceAfterFix, ...] = ()

    @property
    def repeats(self) -> int:
        """The number of times it was taught again after the first."""
        return max(0, len(self.teachings) - 1)

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """Its complete fixes, the last done last; of one day, that of the later incident."""
        return complete_fixes([(one.incident, one.actions) for one in self.teachings])

    @property
    def last_fix(self) -> Fix | None:
        """The fix of an incident that was completed last; None if none is known to be complete."""
        return next(reversed(self.fixes), None)

    @property
    def times_after_fix(self) -> int:
        """The number of incidents in which it came back after a fix was done."""
        return len({recurrence.later.id for recurrence in self.did_not_hold})

    @property
    def times_while_open(self) -> int:
        """The number of incidents in which it came back while an action item of it was open."""
        return len({recurrence.later.id for recurrence in self.came_back})

    @property
    def last_while_open(self) -> Recurrence | None:
        """Its last recurrence while an action item of it was open."""
        return next(iter(recurrences(self.came_back)), None)

    @property
    def actions(self) -> list[tuple[Incident, ActionItem]]:
        """Its action items with their incidents, the earliest first."""
        return [(taught.incident, item) for taught in self.teachings for item in taught.actions]

    @property
    def open_actions(self) -> list[tuple[Incident, ActionItem]]:
        """Its open action items with their incidents."""
        return [(incident, item) for incident, item in self.actions if item.is_open]

    @property
    def done_actions(self) -> list[tuple[Incident, ActionItem]]:
        """Its action items that are done with their incidents, the last done first."""
        done = [(incident, item) for incident, item in self.actions if item.is_done]
        done.sort(key=lambda row: (row[1].done_on or date.min, row[0].day), reverse=True)
        return done


class Histories(Mapping[str, History]):
    """The histories of every lesson of the catalogue by name, the most often taught first."""

    def __init__(self, corpus: Corpus) -> None:
        taught: dict[str, list[Incident]] = {}
        paid_off: dict[str, list[tuple[Incident, str]]] = {}
        for incident in corpus.incidents[::-1]:
            for name in incident.lesson_names:
                taught.setdefault(name, []).append(incident)
            for entry in incident.lessons.went_well:
                if entry.lesson:
                    paid_off.setdefault(entry.lesson, []).append((incident, entry.text))
        histories = [
            _history(name, lesson, taught.get(name, []), paid_off.get(name, []))
            for name, lesson in corpus.lessons.items()
        ]
        histories.sort(key=lambda history: (-len(history.teachings), history.name))
        self._by_name = {history.name: history for history in histories}

    def __getitem__(self, name: str) -> History:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    @cached_property
    def recurrences(self) -> tuple[Recurrence, ...]:
        """The pairs of incidents between which a lesson came back while work was open."""
        return recurrences(item for history in self.values() for item in history.came_back)

    @cached_property
    def came_back_after_fix(self) -> tuple[History, ...]:
        """The lessons that came back after a fix was done, those that did so last first."""
        return _latest_first(self.values(), lambda history: history.did_not_hold)

    @cached_property
    def came_back_while_open(self) -> tuple[History, ...]:
        """The lessons that came back while a fix was open, those that did so last first."""
        return _latest_first(self.values(), lambda history: history.came_back)

    @cached_property
    def _recurrences_by_incident(self) -> dict[str, list[Recurrence]]:
        by_incident: dict[str, list[Recurrence]] = {}
        for pair in self.recurrences:
            by_incident.setdefault(pair.earlier.id, []).append(pair)
            by_incident.setdefault(pair.later.id, []).append(pair)
        return by_incident

    def recurrences_with(self, incident: Incident) -> list[Recurrence]:
        """Return the recurrences in which an incident is the earlier or the later one."""
        return self._recurrences_by_incident.get(incident.id, [])

    @cached_property
    def did_not_hold(self) -> tuple[RecurrenceAfterFix, ...]:
        """The recurrences of all lessons after a fix was done, the latest first."""
        recurrences = [item for history in self.values() for item in history.did_not_hold]
        recurrences.sort(
            key=lambda item: (item.later.day, item.later.id, item.lesson), reverse=True
        )
        return tuple(recurrences)

    @cached_property
    def _did_not_hold_by_incident(self) -> dict[str, list[RecurrenceAfterFix]]:
        by_incident: dict[str, list[RecurrenceAfterFix]] = {}
        for item in self.did_not_hold:
            by_incident.setdefault(item.earlier.id, []).append(item)
            by_incident.setdefault(item.later.id, []).append(item)
        return by_incident

    def did_not_hold_with(self, incident: Incident) -> list[RecurrenceAfterFix]:
        """Return the recurrences after a fix in which an incident is the earlier or the later."""
        return self._did_not_hold_by_incident.get(incident.id, [])

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        return {
            (history.name, taught.incident.id): place
            for history in self.values()
            for place, taught in enumerate(history.teachings)
        }

    def place(self, name: str, incident: Incident) -> int | None:
        """Return the number of incidents that taught a lesson before this one did, or None."""
        return self._places.get((name, incident.id))


def recurrences(items: Iterable[OpenRecurrence]) -> tuple[Recurrence, ...]:
    """Group recurrences by pair of incidents, the latest first, then the longest gap first."""
    pairs: dict[tuple[str, str], list[OpenRecurrence]] = {}
    for item in items:
        pairs.setdefault((item.later.id, item.earlier.id), []).append(item)
    grouped = [
        Recurrence(items[0].earlier, items[0].later, tuple(items)) for items in pairs.values()
    ]
    grouped.sort(key=lambda pair: (pair.later.day, pair.later.id, pair.gap), reverse=True)
    return tuple(grouped)


def _latest_first(
    histories: Iterable[History],
    recurrences_of: Callable[[History], Sequence[OpenRecurrence | RecurrenceAfterFix]],
) -> tuple[History, ...]:
    """Return the histories that have such recurrences, sorted by the last of these."""
    last = [
        (own[-1].later.day, own[-1].later.id, history)
        for history in histories
        if (own := recurrences_of(history))
    ]
    last.sort(key=lambda row: row[:2], reverse=True)
    return tuple(history for _, _, history in last)


def _history(
    name: str, lesson: Lesson, taught: list[Incident], paid_off: list[tuple[Incident, str]]
) -> History:
    teachings = tuple(
        _teaching(name, incident, incident.day - taught[at - 1].day if at else None)
        for at, incident in enumerate(taught)
    )
    did_not_hold = recurrences_after_fixes(name, [(one.incident, one.actions) for one in teachings])
    return History(
        name,
        lesson,
        teachings,
        tuple(paid_off),
        tuple(_came_back(name, teachings)),
        did_not_hold,
    )


def _teaching(name: str, incident: Incident, gap: timedelta | None) -> Teaching:
    learned = (*incident.lessons.improve, *incident.lessons.got_lucky)
    return Teaching(
        incident,
        tuple(entry.text for entry in learned if entry.lesson == name),
        tuple(item for item in incident.actions if item.lesson == name),
        gap,
    )


def _came_back(name: str, teachings: tuple[Teaching, ...]) -> Iterator[OpenRecurrence]:
    candidates: list[tuple[Incident, ActionItem]] = []
    for teaching in teachings:
        later = teaching.incident
        for earlier, item in candidates:
            if item.was_open_on(later.day):
                yield OpenRecurrence(name, item, earlier, later)
        # An action item that was done by then is not open for later incidents either.
        candidates = [(i, item) for i, item in candidates if item.was_open_on(later.day)]
        candidates += [(later, item) for item in teaching.actions]
