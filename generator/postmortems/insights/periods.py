"""Incidents by year."""

from collections.abc import Iterable, Sequence

from ..model import Incident


def per_year(incidents: Sequence[Incident]) -> dict[int, list[Incident]]:
    """Return the incidents of each year that has any, the newest year first."""
    by_year: dict[int, list[Incident]] = {}
    for incident in sorted(incidents, key=lambda one: one.day, reverse=True):
        by_year.setdefault(incident.day.year, []).append(incident)
    return by_year


def years(incidents: Iterable[Incident]) -> list[int]:
    """Return the years with any incident, the newest first."""
    return sorted({incident.day.year for incident in incidents}, reverse=True)
