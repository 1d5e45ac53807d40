"""Services: which ones hurt, and for each what happened, what was learned and what is open."""

from collections.abc import Iterator

from postmortems.diagram import dependencies_figure
from postmortems.export import BADGE, service_feed
from postmortems.insights import ServiceRow, service_row

from . import pictures
from .context import PageContext
from .page import Index, Page, Site, write


def block(site: Site, links: PageContext) -> str:
    """The services, those with the most incidents first, and which has been quiet longest."""
    rows = [service_row(site.corpus, name) for name in site.corpus.services]
    rows.sort(key=lambda r: (-len(r.incidents), r.name))
    return write(
        "services",
        site,
        links,
        rows=rows,
        quietest=quietest(rows),
        hot_months=pictures.hot_months(site, links),
        hot_years=pictures.hot_years(site, links),
    )


def quietest(rows: list[ServiceRow]) -> ServiceRow | None:
    """Return the service whose last incident is longest ago, if none of its incidents is ongoing.

    None where no service has an incident, or all of those have an ongoing one.
    """
    quiet = [(row.last, row.name, row) for row in rows if row.last and not row.is_ongoing]
    return min(quiet)[2] if quiet else None


INDEX = Index("services", "services.md", "Services", block)


def service_pages(site: Site) -> Iterator[Page]:
    """A page per service of the catalogue."""
    for name in site.corpus.services:
        yield _service_page(site, name)


def _service_page(site: Site, name: str) -> Page:
    service = site.corpus.services[name]

    def body(links: PageContext) -> str:
        found = service_row(site.corpus, name)
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
            found=found,
            lessons_here=lessons,
            needed_by=site.facts.needed_by.get(name, ()),
            feed=links.file(service_feed(name)),
            badge=links.file(BADGE.format(name=name)),
            dependencies=_dependencies(site, name, links),
            per_month=pictures.per_month(site, links, found.incidents, "Incidents by month"),
            how_long=pictures.how_long(site, links, found.incidents, "How long its incidents took"),
            factors=pictures.categories(
                found.factors,
                "What made its incidents possible",
                "Incidents by category of factor.",
            ),
        )

    return Page(
        f"services/{name}.md",
        site.corpus.service_title(name),
        body,
        kind="Service",
        description=service.description or "",
        feed=service_feed(name),
    )


def _dependencies(site: Site, name: str, links: PageContext) -> str:
    """The picture of what a service needs and what needs it; empty where it stands alone."""
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
