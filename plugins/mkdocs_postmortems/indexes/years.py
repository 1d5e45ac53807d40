"""Years: a page each, the worst incidents first, then all of them by month."""

from collections.abc import Iterator
from datetime import date

from postmortems.export import year_feed
from postmortems.model import Corpus, Incident

from . import pictures
from .context import PageContext
from .page import Page, Site, write

WORST = 10


def year_pages(site: Site) -> Iterator[Page]:
    """A page for each year with any incident."""
    for year, incidents in site.facts.by_year.items():
        yield _year_page(site, year, incidents)


def worst(corpus: Corpus, incidents: list[Incident]) -> list[Incident]:
    """Incidents by severity, the worst first; within one, the longest."""

    def key(incident: Incident) -> tuple[int, float, str]:
        lengths = [
            duration.length.total_seconds()
            for metric, duration in incident.durations.items()
            if metric.name in ("mitigate", "resolve")
        ]
        rank = corpus.severity_rank(incident.severity) or len(corpus.severities) + 1
        return rank, -max(lengths, default=0), incident.id

    return sorted(incidents, key=key)


def _year_page(site: Site, year: int, incidents: list[Incident]) -> Page:
    years = list(site.facts.by_year)
    at = years.index(year)

    def body(links: PageContext) -> str:
        months: dict[date, list[Incident]] = {}
        for incident in incidents:
            months.setdefault(incident.day.replace(day=1), []).append(incident)
        return write(
            "year",
            site,
            links,
            year=year,
            number=len(incidents),
            worst=worst(site.corpus, incidents)[:WORST],
            months=[
                (month, pictures.month_anchor(month), found) for month, found in months.items()
            ],
            later=years[at - 1] if at else None,
            earlier=years[at + 1] if at + 1 < len(years) else None,
            feed=links.file(year_feed(year)),
            per_month=pictures.per_month(
                site, links, incidents, f"Incidents by month, {year}", whole=True
            ),
            how_long=pictures.how_long(site, links, incidents, f"How long incidents took, {year}"),
        )

    return Page(
        f"years/{year}.md", str(year), body, kind="Index", searched=False, feed=year_feed(year)
    )
