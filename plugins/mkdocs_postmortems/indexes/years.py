"""The page of each year: its most severe incidents, then all of its incidents by month."""

from collections.abc import Iterator
from datetime import date

from postmortems.insights import quarter_of, worst_first
from postmortems.model import Incident
from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import Page, Site, write

WORST = 10


def year_pages(site: Site) -> Iterator[Page]:
    """Yield a page for each year with an incident."""
    for year, incidents in site.facts.by_year.items():
        yield _year_page(site, year, incidents)


def _year_page(site: Site, year: int, incidents: list[Incident]) -> Page:
    years = list(site.facts.by_year)
    position = years.index(year)

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
            worst=worst_first(site.corpus, incidents)[:WORST],
            months=[(month, SiteMap.month_anchor(month), rows) for month, rows in months.items()],
            quarters=sorted({quarter_of(incident.day) for incident in incidents}),
            later=years[position - 1] if position else None,
            earlier=years[position + 1] if position + 1 < len(years) else None,
            feed=links.file(SiteMap.feed(SiteMap.year(year))),
            over_time=pictures.over_time(
                site, links, incidents, f"Incidents by month, {year}", whole=True
            ),
            how_long=pictures.how_long(site, links, incidents, f"How long incidents took, {year}"),
        )

    return Page(
        SiteMap.year(year),
        str(year),
        body,
        feed=SiteMap.feed(SiteMap.year(year)),
    )
