"""Incidents by month and by year."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ..model import Incident


def months(first: date, last: date) -> list[date]:
    """The first days of all months from that of one day to that of another."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(start, start + count)]


def per_month(
    incidents: Iterable[Incident], names: Callable[[Incident], Iterable[str]]
) -> dict[date, Counter[str]]:
    """How many incidents each month has of each name, by the first day of the month.

    Args:
        incidents: whichever.
        names: what an incident counts for, such as its severity.
    """
    found: dict[date, Counter[str]] = {}
    for incident in incidents:
        month = incident.day.replace(day=1)
        found.setdefault(month, Counter()).update(names(incident))
    return found


def per_year(incidents: Sequence[Incident]) -> dict[int, list[Incident]]:
    """The incidents of each year that has any, the newest year first."""
    found: dict[int, list[Incident]] = {}
    for incident in sorted(incidents, key=lambda one: one.day, reverse=True):
        found.setdefault(incident.day.year, []).append(incident)
    return found


def years(incidents: Iterable[Incident]) -> list[int]:
    """The years that have any incident, the newest first."""
    return sorted({incident.day.year for incident in incidents}, reverse=True)
