"""The fixes of incidents for lessons, and lessons that came back after their fix was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush

from ..model import ActionItem, Incident

Teachings = Sequence[tuple[Incident, tuple[ActionItem, ...]]]
"""The incidents that taught a lesson, the earliest first, each with its action items for it."""


@dataclass(frozen=True)
class Fix:
    """The action items of an incident for a lesson, all of which are done on recorded days.

    Args:
        incident: the incident that taught the lesson.
        items: its action items for the lesson, without cancelled ones.
        done_on: the day on which the last of them was done.
    """

    incident: Incident
    items: tuple[ActionItem, ...]
    done_on: date


@dataclass(frozen=True)
class RecurrenceAfterFix:
    """A lesson that an incident taught again after the fix of an earlier one was done."""

    lesson: str
    fix: Fix
    later: Incident

    @property
    def earlier(self) -> Incident:
        """The incident whose fix did not hold."""
        return self.fix.incident

    @property
    def days(self) -> int:
        """The days from the completion of the fix to the later incident."""
        return (self.later.day - self.fix.done_on).days

    @property
    def shared_services(self) -> tuple[str, ...] | None:
        """The services that both incidents affected; None if one does not record its services."""
        return shared_services(self.earlier, self.later)


def shared_services(earlier: Incident, later: Incident) -> tuple[str, ...] | None:
    """Return the services that two incidents affected; None if one does not record its services."""
    if not earlier.services or not later.services:
        return None
    return tuple(name for name in later.services if name in earlier.services)


def fix_of(incident: Incident, items: Sequence[ActionItem]) -> Fix | None:
    """Return the fix of an incident for a lesson; None if it is not known to be complete.

    It is complete if at least one of its action items for the lesson is not cancelled, and all
    such items are done on a recorded day, not before the day of the incident.

    Args:
        incident: the incident.
        items: its action items for the lesson.
    """
    parts = tuple(item for item in items if item.state != "cancelled")
    days = [item.done_on for item in parts if item.done_on and item.done_on >= incident.day]
    if not parts or len(days) < len(parts):
        return None
    return Fix(incident, parts, max(days))


def complete_fixes(teachings: Teachings) -> tuple[Fix, ...]:
    """Return the complete fixes of a lesson, the last done last; on one day by their incidents."""
    fixes = (fix_of(incident, items) for incident, items in teachings)
    return tuple(sorted(filter(None, fixes), key=lambda fix: fix.done_on))


def recurrences_after_fixes(name: str, teachings: Teachings) -> tuple[RecurrenceAfterFix, ...]:
    """Return the recurrences of a lesson after a fix of it was done, the earliest first.

    A fix was done before an incident if its last action item was done on an earlier day. Each fix
    is reported with the first incident after it, and each incident with the last fix before it, so
    that the number of recurrences grows with the number of incidents only.
    """
    recurrences: list[RecurrenceAfterFix] = []
    not_recurred: list[tuple[date, int, Fix]] = []
    last_done: tuple[date, int, Fix] | None = None
    for index, (incident, items) in enumerate(teachings):
        fixes = []
        while not_recurred and not_recurred[0][0] < incident.day:
            last_done = heappop(not_recurred)
            fixes.append(last_done[2])
        if not fixes and last_done:
            fixes = [last_done[2]]
        recurrences += (RecurrenceAfterFix(name, fix, incident) for fix in fixes)
        if fix := fix_of(incident, items):
            heappush(not_recurred, (fix.done_on, index, fix))
    return tuple(recurrences)
