"""Incidents by month and by year, and the worst of a period."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ..model import Corpus, Incident


def months(first: date, last: date) -> list[date]:
    """Return the first day of each month from that of `first` to that of `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(start, start + count)]


def per_month(
    incidents: Iterable[Incident], names: Callable[[Incident], Iterable[str]]
) -> dict[date, Counter[str]]:
    """Count the incidents of each month by name, keyed by the first day of the month.

    Args:
        incidents: in any order.
        names: returns the names that an incident counts for, such as its severity.
    """
    counts: dict[date, Counter[str]] = {}
    for incident in incidents:
        month = incident.day.replace(day=1)
        counts.setdefault(month, Counter()).update(names(incident))
    return counts


def per_year(incidents: Sequence[Incident]) -> dict[int, list[Incident]]:
    """Return the incidents of each year that has any, the newest year first."""
    by_year: dict[int, list[Incident]] = {}
    for incident in sorted(incidents, key=lambda one: one.day, reverse=True):
        by_year.setdefault(incident.day.year, []).append(incident)
    return by_year


def years(incidents: Iterable[Incident]) -> list[int]:
    """Return the years with any incident, the newest first."""
    return sorted({incident.day.year for incident in incidents}, reverse=True)


def worst_first(corpus: Corpus, incidents: Iterable[Incident]) -> list[Incident]:
    """Return incidents sorted by severity, the most severe first, then by duration."""

    def key(incident: Incident) -> tuple[int, float, str]:
        lengths = [
            duration.length.total_seconds()
            for metric, duration in incident.durations.items()
            if metric.name in ("mitigate", "resolve")
        ]
        rank = corpus.severity_rank(incident.severity) or len(corpus.severities) + 1
        return rank, -max(lengths, default=0), incident.id

    return sorted(incidents, key=key)
