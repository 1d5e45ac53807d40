"""The history of a lesson: who learned it, when it came back, and what was still open then."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from ..model import ActionItem, Corpus, Incident, Lesson


@dataclass(frozen=True)
class Teaching:
    """One incident that taught a lesson.

    `texts` is what it was that time, `gap` the time since the incident before it.
    """

    incident: Incident
    texts: tuple[str, ...]
    actions: tuple[ActionItem, ...]
    gap: timedelta | None = None


@dataclass(frozen=True)
class CameBack:
    """A lesson that came back while an action item of an earlier incident was still open.

    `waited` is the time from the earlier incident to the later one; `overdue_days` for how many
    of those days the action item had been overdue, 0 when it was not or had no due date.
    """

    lesson: str
    action: ActionItem
    earlier: Incident
    later: Incident
    waited: timedelta
    overdue_days: int


@dataclass(frozen=True)
class History:
    """A lesson of the catalogue with the incidents that taught it, the earliest first.

    `paid_off` are incidents where it was among the things that went well.
    """

    name: str
    lesson: Lesson
    teachings: tuple[Teaching, ...] = ()
    paid_off: tuple[tuple[Incident, str], ...] = ()
    came_back: tuple[CameBack, ...] = field(default=())

    @property
    def repeats(self) -> int:
        """How many times it was taught again after the first."""
        return max(0, len(self.teachings) - 1)

    @property
    def actions(self) -> list[tuple[Incident, ActionItem]]:
        """Its action items with their incidents, the earliest first."""
        return [(taught.incident, item) for taught in self.teachings for item in taught.actions]

    @property
    def open_actions(self) -> list[tuple[Incident, ActionItem]]:
        """Those of its action items of which it is recorded that work is left."""
        return [(incident, item) for incident, item in self.actions if item.is_open]


def histories(corpus: Corpus) -> dict[str, History]:
    """The history of every lesson of the catalogue, by name: the most often taught first."""
    oldest_first = corpus.incidents[::-1]
    found = {name: _history(name, corpus.lessons[name], oldest_first) for name in corpus.lessons}
    ranked = sorted(found.values(), key=lambda h: (-len(h.teachings), h.name))
    return {history.name: history for history in ranked}


def _history(name: str, lesson: Lesson, incidents: tuple[Incident, ...]) -> History:
    teachings: list[Teaching] = []
    for incident in incidents:
        if name in incident.lesson_names:
            gap = incident.day - teachings[-1].incident.day if teachings else None
            teachings.append(_teaching(name, incident, gap))
    return History(
        name,
        lesson,
        tuple(teachings),
        tuple(
            (incident, entry.text)
            for incident in incidents
            for entry in incident.lessons.went_well
            if entry.lesson == name
        ),
        tuple(_came_back(name, teachings)),
    )


def _teaching(name: str, incident: Incident, gap: timedelta | None) -> Teaching:
    learned = (*incident.lessons.improve, *incident.lessons.got_lucky)
    return Teaching(
        incident,
        tuple(entry.text for entry in learned if entry.lesson == name),
        tuple(item for item in incident.actions if item.lesson == name),
        gap,
    )


def _came_back(name: str, teachings: list[Teaching]) -> Iterator[CameBack]:
    for index, later in enumerate(teachings):
        day = later.incident.day
        for earlier in teachings[:index]:
            for item in earlier.actions:
                if item.was_open_on(day):
                    yield CameBack(
                        name,
                        item,
                        earlier.incident,
                        later.incident,
                        day - earlier.incident.day,
                        item.overdue_days(day),
                    )
