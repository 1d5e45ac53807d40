"""Whether fixes held: the lessons with a complete fix, and whether they came back after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .fixes import Fix, RecurrenceAfterFix, fix_of
from .histories import History


@dataclass(frozen=True)
class FixedLesson:
    """A lesson with at least one complete fix.

    Args:
        history: the history of the lesson.
        fixes: the complete fixes, the first done first.
    """

    history: History
    fixes: tuple[Fix, ...]

    @property
    def last_fix(self) -> Fix:
        """The fix that was done last."""
        return self.fixes[-1]

    @property
    def recurrence(self) -> RecurrenceAfterFix | None:
        """The latest time that the lesson came back after a fix was done, if it did."""
        return max(self.history.did_not_hold, key=_order, default=None)

    @property
    def came_back(self) -> int:
        """The number of incidents that taught the lesson after a fix was done."""
        return len({recurrence.later.id for recurrence in self.history.did_not_hold})

    @property
    def same_service(self) -> int:
        """The number of those that affected a service that the incident with the fix affected."""
        recurrences = self.history.did_not_hold
        return len({one.later.id for one in recurrences if one.shared_services})

    @property
    def holds(self) -> bool:
        """Whether no incident taught the lesson after the last fix."""
        return self._end_of_last_fix is None

    def days_held(self, day: date) -> int:
        """Return the days from the last fix until the lesson came back, or else until `day`."""
        end = self._end_of_last_fix or day
        return max(0, (end - self.last_fix.done_on).days)

    @property
    def _end_of_last_fix(self) -> date | None:
        done_on = self.last_fix.done_on
        days = (recurrence.later.day for recurrence in self.history.did_not_hold)
        return min((day for day in days if day > done_on), default=None)


def _order(recurrence: RecurrenceAfterFix) -> tuple[date, str, date, str]:
    fix = recurrence.fix
    return recurrence.later.day, recurrence.later.id, fix.done_on, fix.incident.id


def fixed_lessons(histories: Iterable[History]) -> tuple[FixedLesson, ...]:
    """Return the lessons with a complete fix.

    Those that came back come first, the latest first; then the others, the last fixed first.
    """
    lessons = [
        FixedLesson(history, fixes) for history in histories if (fixes := _complete(history))
    ]
    lessons.sort(key=lambda lesson: lesson.history.name)
    lessons.sort(key=_latest, reverse=True)
    return tuple(lessons)


def _complete(history: History) -> tuple[Fix, ...]:
    fixes = (fix_of(taught.incident, taught.actions) for taught in history.teachings)
    return tuple(sorted(filter(None, fixes), key=lambda fix: (fix.done_on, fix.incident.id)))


def _latest(lesson: FixedLesson) -> tuple[bool, date]:
    recurrence = lesson.recurrence
    if recurrence:
        return True, recurrence.later.day
    return False, lesson.last_fix.done_on
