"""Atom feeds (RFC 4287): of all incidents, of a service, of a lesson.

The feed of all incidents holds the newest; a feed of each year holds all of that year, and they
are linked as RFC 5005 has it for archives, so that a reader can have every incident.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement, tostring

from ..model import Incident
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


def write(feed: Feed, context: ExportContext) -> str:
    """The feed as XML."""
    top = up(feed.path)

    def to(path: str) -> str:
        return context.full(path) if context.address else (top + path or ".")

    # Named by hand: the library's table of prefixes is one for the whole process.
    root = Element("feed", {"xmlns": ATOM, "xmlns:fh": HISTORY})
    _text(root, "id", context.urn(feed.path))
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max(map(changed, feed.incidents), default=context.made)))
    _text(SubElement(root, "author"), "name", context.name)
    for relation, path in {"self": feed.path, "alternate": feed.page, **feed.links}.items():
        kind = "text/html" if relation == "alternate" else "application/atom+xml"
        SubElement(root, "link", {"rel": relation, "type": kind, "href": to(path)})
    if feed.archive:
        SubElement(root, "fh:archive")
    for incident in feed.incidents:
        root.append(_entry(incident, context, to(context.incident(incident))))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _entry(incident: Incident, context: ExportContext, address: str) -> Element:
    entry = Element("entry")
    _text(entry, "id", context.urn("incidents", incident.id))
    _text(entry, "title", incident.title)
    began = incident.phases.get("started")
    start = began.at if began else datetime.combine(incident.day, time(), UTC)
    _text(entry, "published", _moment(start))
    _text(entry, "updated", _moment(changed(incident)))
    SubElement(entry, "link", {"rel": "alternate", "href": address})
    corpus = context.corpus
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


ALL = "feed.xml"
"""Where the feed of the newest incidents is."""


def feeds(context: ExportContext) -> Iterable[Feed]:
    """Every feed of a site."""
    corpus = context.corpus
    by_year = context.facts.by_year
    years = list(by_year)
    newest = {"prev-archive": year_feed(years[0])} if years else {}
    page = context.page("incidents.md")
    yield Feed(ALL, context.name, page, corpus.incidents[:NEWEST], newest)
    for year, before in zip_longest(years, years[1:]):
        links = {"current": ALL} | ({"prev-archive": year_feed(before)} if before else {})
        title = f"{context.name}: {year}"
        page = context.page(f"years/{year}.md")
        yield Feed(year_feed(year), title, page, by_year[year], links, archive=True)
    for name in corpus.services:
        title = f"{context.name}: {corpus.service_title(name)}"
        found = corpus.by_service.get(name, ())[:NEWEST]
        yield Feed(service_feed(name), title, context.page(f"services/{name}.md"), found)
    for history in context.facts.histories.values():
        taught = [teaching.incident for teaching in reversed(history.teachings)][:NEWEST]
        title = f"{context.name}: {history.lesson.statement}"
        page = context.page(f"lessons/{history.name}.md")
        yield Feed(lesson_feed(history.name), title, page, taught)


def year_feed(year: int) -> str:
    """Where the feed of a year is."""
    return f"years/{year}/{ALL}"


def service_feed(name: str) -> str:
    """Where the feed of a service is."""
    return f"services/{name}/{ALL}"


def lesson_feed(name: str) -> str:
    """Where the feed of a lesson is."""
    return f"lessons/{name}/{ALL}"
