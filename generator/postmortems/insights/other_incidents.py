"""What the page of an incident shows of other incidents.

Its templates have no other access to them, so a change of one needs a new page only if this
changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..model import Corpus, Incident
from .fixes import RecurrenceAfterFix
from .histories import Histories, Recurrence
from .similar_incidents import SimilarIncident

MOST_RECURRENCES = 3
"""The number of recurrences of each sort that the page of an incident describes."""


@dataclass(frozen=True)
class Neighbour:
    """The incident that taught a lesson just before or after another one.

    Args:
        id: its id.
        title: its title.
        gap: the time between the two incidents.
    """

    id: str
    title: str
    gap: timedelta


@dataclass(frozen=True)
class LessonPlace:
    """The place of an incident among those that taught a lesson.

    Args:
        before: the number of incidents that taught it earlier.
        previous: the most recent of them; None if there is none.
        after: the number of incidents that taught it later.
        following: the first of them; None if there is none.
    """

    before: int
    previous: Neighbour | None
    after: int
    following: Neighbour | None


@dataclass(frozen=True)
class OpenItem:
    """An action item that was open when its lesson came back.

    Args:
        incident: the id of its incident.
        id: its id within the incident.
        text: its text.
        lesson: the lesson.
        overdue_days: the days by which it was overdue at that time; 0 if it was not overdue.
    """

    incident: str
    id: str
    text: str
    lesson: str
    overdue_days: int


@dataclass(frozen=True)
class CameBack:
    """A recurrence, seen from one of its two incidents.

    Args:
        other: the id of the other incident.
        title: its title.
        other_is_earlier: whether the other incident is the earlier one.
        gap: the time between them.
        items: the action items that were open.
    """

    other: str
    title: str
    other_is_earlier: bool
    gap: timedelta
    items: tuple[OpenItem, ...]


@dataclass(frozen=True)
class FixItem:
    """An action item of a fix that did not hold.

    Args:
        incident: the id of its incident.
        id: its id within the incident.
        text: its text.
        done_on: the day on which it was done.
        verified_on: the day on which it was verified, if it was.
    """

    incident: str
    id: str
    text: str
    done_on: date | None
    verified_on: date | None


@dataclass(frozen=True)
class DidNotHold:
    """A recurrence after a fix was done, seen from one of its two incidents.

    Args:
        other: the id of the other incident.
        title: its title.
        other_is_earlier: whether the other incident is the earlier one.
        lesson: the lesson.
        days: the days from the completion of the fix to the later incident.
        shared_services: the services that both affected; None if that is not recorded.
        items: the action items of the fix.
    """

    other: str
    title: str
    other_is_earlier: bool
    lesson: str
    days: int
    shared_services: tuple[str, ...] | None
    items: tuple[FixItem, ...]


@dataclass(frozen=True)
class OtherIncidents:
    """What the page of an incident shows of other incidents.

    Args:
        lessons: the place of the incident in the history of each lesson that it taught.
        came_back: its newest recurrences, at most `MOST_RECURRENCES`.
        more_came_back: the number of its other recurrences.
        did_not_hold: its newest recurrences after a fix was done, at most `MOST_RECURRENCES`.
        more_did_not_hold: the number of its other recurrences after a fix was done.
        related: the id and title of each related incident, by the id or alias that names it.
        similar: the incidents that are most similar to it, the most similar first.
    """

    lessons: Mapping[str, LessonPlace] = field(default_factory=dict)
    came_back: tuple[CameBack, ...] = ()
    more_came_back: int = 0
    did_not_hold: tuple[DidNotHold, ...] = ()
    more_did_not_hold: int = 0
    related: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    similar: tuple[SimilarIncident, ...] = ()

    @classmethod
    def of(cls, incident: Incident, corpus: Corpus, histories: Histories) -> OtherIncidents:
        """Return what the page of an incident shows of the others in a corpus, except `similar`."""
        places = {name: _place(name, incident, histories) for name in incident.lesson_names}
        recurrences = histories.recurrences_with(incident)
        fixed = histories.did_not_hold_with(incident)
        related = (row.incident for row in incident.related)
        return cls(
            {name: place for name, place in places.items() if place},
            tuple(_came_back(incident, pair) for pair in recurrences[:MOST_RECURRENCES]),
            len(recurrences[MOST_RECURRENCES:]),
            tuple(_did_not_hold(incident, item) for item in fixed[:MOST_RECURRENCES]),
            len(fixed[MOST_RECURRENCES:]),
            {
                name: (corpus.by_id[name].id, corpus.by_id[name].title)
                for name in related
                if name in corpus.by_id
            },
        )


def _place(name: str, incident: Incident, histories: Histories) -> LessonPlace | None:
    before = histories.place(name, incident)
    if before is None:
        return None
    teachings = histories[name].teachings
    after = len(teachings) - before - 1
    previous = _neighbour(incident, teachings[before - 1].incident) if before else None
    following = _neighbour(incident, teachings[before + 1].incident) if after else None
    return LessonPlace(before, previous, after, following)


def _neighbour(incident: Incident, other: Incident) -> Neighbour:
    return Neighbour(other.id, other.title, abs(incident.day - other.day))


def _came_back(incident: Incident, pair: Recurrence) -> CameBack:
    other_is_earlier = pair.later.id == incident.id
    other = pair.earlier if other_is_earlier else pair.later
    items = tuple(
        OpenItem(pair.earlier.id, item.action.id, item.action.text, item.lesson, item.overdue_days)
        for item in pair.items
    )
    return CameBack(other.id, other.title, other_is_earlier, pair.gap, items)


def _did_not_hold(incident: Incident, recurrence: RecurrenceAfterFix) -> DidNotHold:
    earlier, later = recurrence.earlier, recurrence.later
    other_is_earlier = later.id == incident.id
    other = earlier if other_is_earlier else later
    items = tuple(
        FixItem(earlier.id, item.id, item.text, item.done_on, item.verified_on)
        for item in recurrence.fix.items
    )
    return DidNotHold(
        other.id,
        other.title,
        other_is_earlier,
        recurrence.lesson,
        recurrence.days,
        recurrence.shared_services,
        items,
    )


NO_OTHERS = OtherIncidents()
"""Nothing of other incidents."""
