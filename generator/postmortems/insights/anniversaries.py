"""The anniversaries of a month: incidents of earlier years, with the state of their fixes."""

from dataclasses import dataclass

from ..model import ActionItem, Corpus, Incident
from .fixes import Fix, RecurrenceAfterFix, fix_of
from .histories import Histories, History


@dataclass(frozen=True)
class FixState:
    """The state of the fix of an incident for a lesson.

    Args:
        history: the history of the lesson.
        items: the action items of the incident for the lesson, without cancelled ones.
        fix: the fix, if it is known to be complete.
        did_not_hold: the first recurrence of the lesson after the fix was done, if there is one.
    """

    history: History
    items: tuple[ActionItem, ...]
    fix: Fix | None
    did_not_hold: RecurrenceAfterFix | None

    @property
    def held(self) -> bool:
        """Whether the fix is complete, and no incident taught the lesson on that day or later."""
        if self.fix is None:
            return False
        own = self.fix.incident.id
        latest_first = (taught.incident for taught in reversed(self.history.teachings))
        latest = next((other for other in latest_first if other.id != own), None)
        return latest is None or latest.day < self.fix.done_on


@dataclass(frozen=True)
class Anniversary:
    """An incident of an earlier year, in the month in which it began.

    Args:
        incident: the incident.
        years: the years since its year; at least 1.
        fixes: the state of its fix for each lesson of the catalogue that it taught.
    """

    incident: Incident
    years: int
    fixes: tuple[FixState, ...]


def anniversaries(corpus: Corpus, histories: Histories) -> tuple[Anniversary, ...]:
    """Return the anniversaries in the month of the corpus' day, in the order of their days."""
    today = corpus.as_of
    incidents = [
        incident
        for incident in corpus.incidents
        if incident.day.month == today.month and incident.day.year < today.year
    ]
    incidents.sort(key=lambda incident: (incident.day.day, -incident.day.year, incident.id))
    return tuple(
        Anniversary(
            incident,
            today.year - incident.day.year,
            tuple(
                fix_state(incident, histories[name])
                for name in incident.lesson_names
                if name in histories
            ),
        )
        for incident in incidents
    )


def fix_state(incident: Incident, history: History) -> FixState:
    """Return the state of the fix of an incident for a lesson that it taught."""
    items = tuple(
        item
        for item in incident.actions
        if item.lesson == history.name and item.state != "cancelled"
    )
    first_recurrence = next(
        (item for item in history.did_not_hold if item.earlier.id == incident.id), None
    )
    return FixState(history, items, fix_of(incident, items), first_recurrence)
