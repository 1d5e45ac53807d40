"""Whether fixes held: the lessons with a complete fix, and whether they came back after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .fixes import Fix, RecurrenceAfterFix
from .histories import History


@dataclass(frozen=True)
class FixedLesson:
    """A lesson with at least one complete fix.

    Args:
        history: the history of the lesson.
        fixes: its complete fixes, the last done last.
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
        return next(reversed(self.history.did_not_hold), None)

    @property
    def same_service(self) -> int:
        """The number of incidents that taught it after a fix in a service that the fix is of."""
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


def fixed_lessons(histories: Iterable[History]) -> tuple[FixedLesson, ...]:
    """Return the lessons with a complete fix.

    Those that came back come first, the latest first; then the others, the last fixed first.
    """
    lessons = [FixedLesson(history, fixes) for history in histories if (fixes := history.fixes)]
    lessons.sort(key=lambda lesson: lesson.history.name)
    lessons.sort(key=_latest, reverse=True)
    return tuple(lessons)


def _latest(lesson: FixedLesson) -> tuple[bool, date]:
    recurrence = lesson.recurrence
    if recurrence:
        return True, recurrence.later.day
    return False, lesson.last_fix.done_on
