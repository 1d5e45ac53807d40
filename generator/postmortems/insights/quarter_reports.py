"""The report of a quarter: its incidents, lessons and action items."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ..model import Incident
from ..model.corpus import start_order
from .actions import OverdueRow, Row, longest_overdue_first
from .anniversaries import FixState, fix_state
from .calendar_periods import Period
from .histories import History
from .quarters import QuarterComparison, quarter_of
from .returned import ReturnedLesson

FixNow = Literal["held", "did-not-hold", "done", "open", "none", "unknown"]
"""The present state of a fix. `held`: it is done, and no incident taught the lesson since. `done`:
it was done on a day on which an incident taught the lesson. `did-not-hold`: an incident taught the
lesson after the last fix was done. `none`: it has no action item that is not cancelled."""


@dataclass(frozen=True)
class QuarterLesson:
    """A lesson that incidents of a quarter taught.

    Args:
        history: the history of the lesson.
        incidents: the incidents of the quarter that taught it, the earliest first.
        returned: its first recurrence in the quarter; None if it is new.
        fix: the present state of the fix of those incidents.
    """

    history: History
    incidents: tuple[Incident, ...]
    returned: ReturnedLesson | None
    fix: FixNow


@dataclass(frozen=True)
class QuarterReport:
    """The facts of a quarter that has an incident.

    Args:
        comparison: the number of its incidents against earlier quarters.
        incidents: its incidents, the worst first.
        lessons: the lessons that they taught: recurrences first, then new lessons.
        promised: the action items of its incidents.
        done: the action items of any incident that were done in the quarter, the earliest first.
        overdue: the action items of any incident that were overdue at the end of the quarter, or
            are now if it is not over, with the days since they were due; longest overdue first.
    """

    comparison: QuarterComparison
    incidents: tuple[Incident, ...]
    lessons: tuple[QuarterLesson, ...]
    promised: tuple[Row, ...]
    done: tuple[Row, ...]
    overdue: tuple[OverdueRow, ...]

    @property
    def quarter(self) -> Period:
        """The quarter."""
        return self.comparison.quarter

    @property
    def done_of_own(self) -> int:
        """The number of action items done in the quarter that are of its own incidents."""
        own = {incident.id for incident in self.incidents}
        return sum(incident.id in own for incident, _ in self.done)


def quarter_lessons(
    incidents: Iterable[Incident],
    histories: Mapping[str, History],
    returned: Mapping[tuple[str, str], ReturnedLesson],
) -> tuple[QuarterLesson, ...]:
    """Return the lessons that incidents taught: recurrences first, then new lessons.

    Args:
        incidents: the incidents of a quarter.
        histories: the history of each lesson by its name.
        returned: each time that a lesson came back, by the lesson and the id of the later incident.
    """
    taught: dict[str, list[Incident]] = {}
    for incident in sorted(incidents, key=start_order):
        for name in incident.lesson_names:
            if name in histories:
                taught.setdefault(name, []).append(incident)
    lessons = [
        QuarterLesson(
            histories[name],
            tuple(rows),
            returned.get((name, rows[0].id)),
            _fix_now([fix_state(one, histories[name]) for one in rows]),
        )
        for name, rows in taught.items()
    ]
    return tuple(sorted(lessons, key=_order))


_WORST_FIRST = ("done", "open", "unknown", "none")


def _order(lesson: QuarterLesson) -> tuple[int, int, str]:
    place = len(_WORST_FIRST)
    if lesson.returned:
        place = _WORST_FIRST.index(lesson.returned.fix)
    return place, -len(lesson.incidents), lesson.history.name


def _fix_now(states: Sequence[FixState]) -> FixNow:
    """Return the state of the fixes of several incidents for a lesson."""
    items = [item for state in states for item in state.items]
    if not items:
        return "none"
    fixes = [(state.fix.done_on, state) for state in states if state.fix]
    last = max(fixes, key=lambda row: row[0])[1] if fixes else None
    if last and last.did_not_hold:
        return "did-not-hold"
    if any(item.is_open for item in items):
        return "open"
    if last is None or any(state.items and not state.fix for state in states):
        return "unknown"
    return "held" if last.held else "done"


def done_by_quarter(items: Iterable[Row]) -> dict[Period, list[Row]]:
    """Return the action items that were done in each quarter, the earliest first."""
    done: dict[Period, list[Row]] = {}
    dated = [(item.done_on, (one, item)) for one, item in items if item.done_on and item.is_done]
    for day, row in sorted(dated, key=lambda pair: (pair[0], pair[1][0].id, pair[1][1].id)):
        done.setdefault(quarter_of(day), []).append(row)
    return done


def overdue_by_end(items: Iterable[Row], ends: Iterable[date]) -> dict[date, list[OverdueRow]]:
    """Return the action items that were overdue on each of some days, longest overdue first.

    An action item does not exist before its incident.
    """
    days = sorted(set(ends))
    overdue: dict[date, list[OverdueRow]] = {day: [] for day in days}
    for incident, item in items:
        if item.due is None or item.due == date.max:
            continue
        first = max(item.due + timedelta(days=1), incident.day)
        for day in days[bisect_left(days, first) :]:
            late = item.overdue_days(day)
            if not late:
                break  # not any more: closed by then, or its state is not recorded
            overdue[day].append((incident, item, late))
    return {day: longest_overdue_first(rows) for day, rows in overdue.items()}
