"""Months, quarters and years: their days, and the incidents of each."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..model import Incident

Unit = Literal["month", "quarter", "year"]

MONTHS_OF: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
MOST_PERIODS = 60
"""The number of columns that a chart has room for on a phone."""


@dataclass(frozen=True, order=True)
class Period:
    """A calendar month, quarter or year: `index` counts those since the beginning of year 0."""

    unit: Unit
    index: int

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, day: date, unit: Unit) -> Period:
        """Return the period of a day."""
        return cls(unit, (day.year * 12 + day.month - 1) // MONTHS_OF[unit])

    @property
    def first(self) -> date:
        """Its first day."""
        months = self.index * MONTHS_OF[self.unit]
        return date(months // 12, months % 12 + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        months = (self.index + 1) * MONTHS_OF[self.unit] - 1
        year, month = months // 12, months % 12 + 1
        return date(year, month, monthrange(year, month)[1])

    @property
    def name(self) -> str:
        """Its name: `2026-11`, `2026 Q4` or `2026`."""
        day = self.first
        if self.unit == "month":
            return f"{day.year:04}-{day.month:02}"
        if self.unit == "quarter":
            return f"{day.year:04} Q{day.month // 3 + 1}"
        return f"{day.year:04}"

    @property
    def slug(self) -> str:
        """Its name in addresses, such as `2026-Q4`."""
        return self.name.replace(" ", "-")

    @property
    def days(self) -> int:
        """The number of its days."""
        return (self.last - self.first).days + 1

    def before(self, periods: int = 1) -> Period | None:
        """Return the period that many periods earlier; None if that is before the year 1."""
        index = self.index - periods
        return Period(self.unit, index) if index * MONTHS_OF[self.unit] >= 12 else None

    def days_until(self, day: date) -> int | None:
        """Return the days of the period up to a day, both included; None if it is over by then.

        0 if the period has not begun by then.
        """
        return None if day > self.last else max(0, (day - self.first).days + 1)


def unit_for(first: date, last: date) -> Unit:
    """Return the shortest unit of which at most `MOST_PERIODS` reach from one day to another."""
    units: tuple[Unit, ...] = ("month", "quarter")
    for unit in units:
        if Period.of(last, unit).index - Period.of(first, unit).index < MOST_PERIODS:
            return unit
    return "year"


def periods_between(first: date, last: date, unit: Unit, most: int = MOST_PERIODS) -> list[Period]:
    """Return the newest `most` periods from one day to another, the earliest first."""
    start, end = Period.of(first, unit).index, Period.of(last, unit).index
    return [Period(unit, index) for index in range(max(start, end - most + 1), end + 1)]


def per_period(
    incidents: Iterable[Incident], unit: Unit, names: Callable[[Incident], Iterable[str]]
) -> dict[Period, Counter[str]]:
    """Count the incidents of each period by name, such as that of their severity."""
    counts: dict[Period, Counter[str]] = {}
    for incident in incidents:
        counts.setdefault(Period.of(incident.day, unit), Counter()).update(names(incident))
    return counts
