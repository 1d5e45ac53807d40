"""The incidents of a quarter against those of earlier quarters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..model import Incident
from .calendar_periods import Period
from .periods import by_period


def quarter_of(day: date) -> Period:
    """Return the quarter of a day."""
    return Period.of(day, "quarter")


@dataclass(frozen=True)
class QuarterCount:
    """The incidents of a quarter, or of its first days, counted by severity.

    Args:
        quarter: the quarter.
        counts: the number of incidents by severity.
        days: the number of days that are counted, from the first; None for all of them.
        recorded_from: the day of the first incident on record, if it is after the first day of the
            quarter: earlier incidents of the quarter may not be recorded.
    """

    quarter: Period
    counts: Mapping[str, int]
    days: int | None = None
    recorded_from: date | None = None

    @property
    def total(self) -> int:
        """The number of incidents."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class QuarterComparison:
    """A quarter up to a day, with the same days of the quarter before and a year before.

    Args:
        count: the incidents of the quarter up to that day; all of them if it has not begun.
        until: the day up to which the quarter has come; None if it is over.
        previous: the quarter before; None if no incident is recorded of it or of earlier times, or
            if the quarter has not begun.
        year_before: the same quarter of the year before; None as for `previous`.
    """

    count: QuarterCount
    until: date | None
    previous: QuarterCount | None
    year_before: QuarterCount | None

    @property
    def quarter(self) -> Period:
        """The quarter."""
        return self.count.quarter

    @property
    def earlier(self) -> tuple[QuarterCount, ...]:
        """The quarters to compare with: the one before, then that of the year before."""
        return tuple(one for one in (self.previous, self.year_before) if one)


def is_within_chance(one: int, other: int) -> bool:
    """Return whether two counts differ by no more than chance often makes counts differ.

    If incidents happen at the same rate and independently of each other, the difference of two
    counts has a standard deviation of about the square root of their sum. Up to twice that is
    within chance.
    """
    return (one - other) ** 2 <= 4 * (one + other)


def per_quarter(incidents: Sequence[Incident]) -> dict[Period, list[Incident]]:
    """Return the incidents of each quarter that has any, the newest quarter first."""
    return by_period(incidents, quarter_of)


def compare_quarter(
    quarter: Period, by_quarter: Mapping[Period, Sequence[Incident]], day: date
) -> QuarterComparison:
    """Compare a quarter, as of a day, with the quarter before and with that of a year before.

    A quarter that is not over is compared with as many days of the others, counted from their first
    day; with all days of a shorter one. A quarter that is over is compared with whole quarters. One
    that has not begun is not compared; all incidents that are recorded of it count.
    Days before the first incident on record are not compared, since incidents were perhaps not
    recorded then.

    Args:
        quarter: the quarter to compare.
        by_quarter: the incidents of each quarter that has any.
        day: the day that counts as today.
    """
    days = quarter.days_until(day)
    recorded_from = _first_day(by_quarter)

    def counted(other: Period | None) -> QuarterCount | None:
        if other is None or recorded_from is None or days == 0:
            return None
        if recorded_from > _end(other, days):
            return None
        is_partial = recorded_from > other.first
        counts = _count(by_quarter, other, days)
        return QuarterCount(other, counts, days, recorded_from if is_partial else None)

    return QuarterComparison(
        QuarterCount(quarter, _count(by_quarter, quarter, days or None), days),
        None if days is None else day,
        counted(quarter.before()),
        counted(quarter.before(4)),
    )


def _first_day(by_quarter: Mapping[Period, Sequence[Incident]]) -> date | None:
    """Return the day of the first incident on record."""
    return min(one.day for one in by_quarter[min(by_quarter)]) if by_quarter else None


def _end(quarter: Period, days: int | None) -> date:
    """Return the last day that is counted: that of the quarter if `days` is None."""
    if days is None:
        return quarter.last
    return quarter.first + timedelta(days=min(days, quarter.days) - 1)


def _count(
    by_quarter: Mapping[Period, Sequence[Incident]], quarter: Period, days: int | None
) -> Counter[str]:
    """Count the incidents of the first days of a quarter by severity; of all days for None."""
    end = _end(quarter, days)
    return Counter(one.severity for one in by_quarter.get(quarter, ()) if one.day <= end)
