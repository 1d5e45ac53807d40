"""Atom feeds (RFC 4287): of all incidents, of a service, of a lesson.

The feed of all incidents holds the newest; a feed of each year holds all of that year, and they
are linked as RFC 5005 has it for archives, so that a reader can have every incident.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement, tostring

from ..insights import per_year
from ..model import Incident
from ..site_map import SiteMap
from .context import ExportContext, up

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
NEWEST = 50
"""As many incidents are in a feed that is not an archive."""


@dataclass(frozen=True)
class Feed:
    """A feed before it is written.

    Args:
        path: where it is, from the top of the site.
        title: what it is called.
        page: the page that shows the same, from the top of the site.
        incidents: newest first.
        links: other feeds it is linked to, by their relation, from the top of the site.
        archive: whether it does not change but for corrections.
    """

    path: str
    title: str
    page: str
    incidents: Sequence[Incident]
    links: dict[str, str] = field(default_factory=dict)
    archive: bool = False


def changed(incident: Incident) -> datetime:
    """When something is last known to have happened with an incident or its postmortem."""
    days = [incident.day, *(item.done_on for item in incident.actions if item.done_on)]
    if incident.document.published:
        days.append(incident.document.published)
    moments = [datetime.combine(day, time(), UTC) for day in days]
    return max([*moments, *(moment.at for moment in incident.phases.values())])


def write(feed: Feed, source: ExportContext) -> str:
    """The feed as XML."""
    top = up(feed.path)

    def to(path: str) -> str:
        return source.full(path) if source.address else (top + path or ".")

    # Named by hand: the library's table of prefixes is one for the whole process.
    root = Element("feed", {"xmlns": ATOM, "xmlns:fh": HISTORY})
    _text(root, "id", source.urn(feed.path))
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max(map(changed, feed.incidents), default=source.made)))
    _text(SubElement(root, "author"), "name", source.name)
    for relation, path in {"self": feed.path, "alternate": feed.page, **feed.links}.items():
        kind = "text/html" if relation == "alternate" else "application/atom+xml"
        SubElement(root, "link", {"rel": relation, "type": kind, "href": to(path)})
    if feed.archive:
        SubElement(root, "fh:archive")
    for incident in feed.incidents:
        root.append(_entry(incident, source, to(source.incident(incident))))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _entry(incident: Incident, source: ExportContext, address: str) -> Element:
    entry = Element("entry")
    _text(entry, "id", source.urn("incidents", incident.id))
    _text(entry, "title", incident.title)
    began = incident.phases.get("started")
    start = began.at if began else datetime.combine(incident.day, time(), UTC)
    _text(entry, "published", _moment(start))
    _text(entry, "updated", _moment(changed(incident)))
    SubElement(entry, "link", {"rel": "alternate", "href": address})
    corpus = source.corpus
    terms = [(incident.severity, corpus.severity_title(incident.severity))]
    terms += [(name, corpus.service_title(name)) for name in incident.services]
    for term, label in terms:
        SubElement(entry, "category", {"term": term, "label": label})
    _text(entry, "summary", incident.summary or f"{incident.severity}: {incident.title}")
    return entry


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def feeds(source: ExportContext) -> Iterable[Feed]:
    """Every feed of a site."""
    corpus = source.corpus
    by_year = per_year(corpus.incidents)
    years = list(by_year)
    newest = {"prev-archive": SiteMap.year_feed(years[0])} if years else {}
    page = source.page(SiteMap.INCIDENTS)
    yield Feed(SiteMap.FEED, source.name, page, corpus.incidents[:NEWEST], newest)
    for year, before in zip_longest(years, years[1:]):
        links = {"current": SiteMap.FEED} | (
            {"prev-archive": SiteMap.year_feed(before)} if before else {}
        )
        title = f"{source.name}: {year}"
        page = source.page(SiteMap.year(year))
        yield Feed(SiteMap.year_feed(year), title, page, by_year[year], links, archive=True)
    for name in corpus.services:
        title = f"{source.name}: {corpus.service_title(name)}"
        found = corpus.by_service.get(name, ())[:NEWEST]
        yield Feed(SiteMap.service_feed(name), title, source.page(SiteMap.service(name)), found)
    for history in source.histories.values():
        taught = [teaching.incident for teaching in reversed(history.teachings)][:NEWEST]
        title = f"{source.name}: {history.lesson.statement}"
        page = source.page(SiteMap.lesson(history.name))
        yield Feed(SiteMap.lesson_feed(history.name), title, page, taught)
