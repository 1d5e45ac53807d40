"""Services: an index, and a page per service with its incidents, lessons and action items."""

from collections.abc import Iterator

from postmortems.diagram import dependencies_figure
from postmortems.insights import ServiceRow, is_ongoing
from postmortems.insights.causes import factors
from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import MOST_ACTIONS, MOST_INCIDENTS, Index, Page, Site, write

MOST_NAMED = 3
"""The number of services that each number at the top of the index names."""
MOST_EXPOSED = 5
"""The number of lessons without a fix that the page of a service lists; more are folded."""
MOST_SHARED = 10
"""The number of services that were affected together with one, on its page."""


def block(site: Site, links: PageContext) -> str:
    """Render the index of services, those with the most incidents first."""
    rows = list(site.facts.service_rows.values())
    rows.sort(key=lambda r: (-len(r.incidents), r.name))
    exposures = site.facts.exposures_by_service
    return write(
        "services",
        site,
        links,
        rows=rows,
        ongoing=[row for row in rows if row.is_ongoing],
        overdue=sorted(
            (row for row in rows if row.totals.overdue), key=lambda row: -row.totals.overdue
        ),
        exposed=sorted(
            (row for row in rows if exposures.get(row.name)),
            key=lambda row: -len(exposures[row.name]),
        ),
        most_named=MOST_NAMED,
        quietest=quietest(rows),
        hot_quarters=pictures.hot_quarters(site, links),
        hot_years=pictures.hot_years(site, links),
    )


def quietest(rows: list[ServiceRow]) -> ServiceRow | None:
    """Return the service whose last incident is longest ago, if none of its incidents is ongoing.

    None where no service has an incident, or all of those have an ongoing one.
    """
    quiet = [(row.last, row.name, row) for row in rows if row.last and not row.is_ongoing]
    return min(quiet)[2] if quiet else None


INDEX = Index("services", SiteMap.SERVICES, "Services", block)


def service_pages(site: Site) -> Iterator[Page]:
    """Yield a page per service of the catalogue."""
    for name in site.corpus.services:
        yield _service_page(site, name)


def _service_page(site: Site, name: str) -> Page:
    service = site.corpus.services[name]

    def body(links: PageContext) -> str:
        row = site.facts.service_rows[name]
        lessons = [
            history
            for history in site.facts.histories.values()
            if any(name in taught.incident.services for taught in history.teachings)
        ]
        return write(
            "service",
            site,
            links,
            service=service,
            service_row=row,
            ongoing=[one for one in row.incidents if is_ongoing(one)],
            days_overdue=max(
                (item.overdue_days(site.corpus.as_of) or 0 for _, item in row.actions), default=0
            ),
            most_incidents=MOST_INCIDENTS,
            most_actions=MOST_ACTIONS,
            most_exposed=MOST_EXPOSED,
            shared=row.shared[:MOST_SHARED],
            lessons_here=lessons,
            needed_by=site.facts.needed_by.get(name, ()),
            exposed=site.facts.exposures_by_service.get(name, ()),
            feed=links.file(SiteMap.feed(SiteMap.service(name))),
            badge=links.file(SiteMap.badge(name)),
            dependencies=_dependencies(site, name, links),
            over_time=pictures.over_time(site, links, row.incidents),
            how_long=pictures.how_long(site, links, row.incidents, "How long its incidents took"),
            factors=pictures.factors(
                row.factors, total=sum(bool(factors(one)) for one in row.incidents)
            ),
        )

    return Page(
        SiteMap.service(name),
        site.corpus.service_title(name),
        body,
        description=service.description or "",
        feed=SiteMap.feed(SiteMap.service(name)),
    )


def _dependencies(site: Site, name: str, links: PageContext) -> str:
    """Return the diagram of a service's dependencies in both directions; empty without any."""
    corpus = site.corpus
    needs, needed_by = corpus.services[name].depends_on, site.facts.needed_by.get(name, ())
    if not needs and not needed_by:
        return ""
    return links.drawn(
        dependencies_figure(
            corpus.service_title(name),
            [corpus.service_title(other) for other in needs],
            [corpus.service_title(other) for other in needed_by],
        )
    )
