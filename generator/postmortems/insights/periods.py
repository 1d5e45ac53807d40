"""Incidents by period, and the worst of a period."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from ..model import Corpus, Incident

P = TypeVar("P")


def by_period(
    incidents: Sequence[Incident], period_of: Callable[[date], P]
) -> dict[P, list[Incident]]:
    """Return the incidents of each period that has any, the newest first.

    Args:
        incidents: in any order.
        period_of: returns the period of a day, such as its year.
    """
    grouped: dict[P, list[Incident]] = {}
    for incident in sorted(incidents, key=lambda one: one.day, reverse=True):
        grouped.setdefault(period_of(incident.day), []).append(incident)
    return grouped


def per_year(incidents: Sequence[Incident]) -> dict[int, list[Incident]]:
    """Return the incidents of each year that has any, the newest year first."""
    return by_period(incidents, lambda day: day.year)


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
