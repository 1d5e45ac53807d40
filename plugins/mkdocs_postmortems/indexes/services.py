"""Services: which ones hurt, and for each what happened, what was learned and what is open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from postmortems.model import ActionItem, Corpus, Duration, Incident
from postmortems.render import SiteLinks, words

from .page import Index, Page, Site, write


@dataclass(frozen=True)
class Impaired:
    """For how long a service was impaired: from started to mitigated, else resolved.

    Incidents at the same time count once. `unknown` is the number of those without an end.
    """

    total: timedelta
    approximate: bool
    unknown: int

    def __str__(self) -> str:
        known = words.duration(Duration(self.total, self.approximate)) if self.total else ""
        unknown = f"{self.unknown} without a known end" if self.unknown else ""
        return ", ".join(part for part in (known, unknown) if part)


@dataclass(frozen=True)
class ServiceRow:
    """A service with what its incidents add up to."""

    name: str
    incidents: tuple[Incident, ...]
    impaired: Impaired
    actions: tuple[tuple[Incident, ActionItem], ...]

    @property
    def last(self) -> date | None:
        """The day of its newest incident."""
        return self.incidents[0].day if self.incidents else None


def impaired(incidents: Iterable[Incident]) -> Impaired:
    """Add up the time of incidents, that of several at once only once."""
    spans = []
    unknown, approximate = 0, False
    for incident in incidents:
        start = incident.phases.get("started")
        end = incident.phases.get("mitigated") or incident.phases.get("resolved")
        if start is None or end is None:
            unknown += 1
            continue
        approximate |= start.approximate or end.approximate
        spans.append((start.at, end.at))
    total = timedelta()
    reached = None
    for begin, finish in sorted(spans):
        if reached is None or finish > reached:
            total += finish - (begin if reached is None else max(begin, reached))
            reached = finish
    return Impaired(total, approximate, unknown)


def row(corpus: Corpus, name: str) -> ServiceRow:
    """What the incidents of one service add up to."""
    incidents = corpus.by_service.get(name, ())
    return ServiceRow(
        name,
        incidents,
        impaired(incidents),
        tuple(
            (incident, item) for incident in incidents for item in incident.actions if item.is_open
        ),
    )


def block(site: Site, links: SiteLinks) -> str:
    """The services by team, those with the most incidents first."""
    rows = [row(site.corpus, name) for name in site.corpus.services]
    rows.sort(key=lambda r: (-len(r.incidents), r.name))
    return write("services", site, links, rows=rows)


INDEX = Index("services", "services.md", "Services", block)


def service_pages(site: Site) -> Iterator[Page]:
    """A page per service of the catalogue."""
    needed_by = _needed_by(site.corpus)
    for name in site.corpus.services:
        yield _service_page(site, name, needed_by.get(name, ()))


def _service_page(site: Site, name: str, needed_by: tuple[str, ...]) -> Page:
    service = site.corpus.services[name]
    found = row(site.corpus, name)
    lessons = [
        history
        for history in site.histories.values()
        if any(name in taught.incident.services for taught in history.teachings)
    ]

    def body(links: SiteLinks) -> str:
        return write(
            "service",
            site,
            links,
            service=service,
            found=found,
            lessons_here=lessons,
            needed_by=needed_by,
        )

    return Page(
        f"services/{name}.md",
        site.corpus.service_title(name),
        body,
        kind="Service",
        description=service.description or "",
    )


def _needed_by(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, service in corpus.services.items():
        for needed in service.depends_on:
            found[needed] = (*found.get(needed, ()), name)
    return found
