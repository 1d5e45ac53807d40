"""Atom feeds (RFC 4287) of all incidents, and of each year, service, lesson and theme.

The feed of all incidents contains the newest ones. A feed of a year contains all of that year. The
feeds of years are linked as archives (RFC 5005), so that a reader can fetch every incident.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement, tostring

from ..model import Incident
from ..site_map import SiteMap
from .context import ExportContext, up

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
NEWEST = 50
"""The number of incidents in a feed that is not an archive."""


@dataclass(frozen=True)
class Feed:
    """The content of a feed. Paths are relative to the site's root.

    Args:
        path: of the feed.
        title: of the feed.
        page: the path of the page with the same incidents.
        incidents: newest first.
        links: the paths of related feeds by their link relation.
        archive: whether the feed is an archive, which gets no more entries once its year is over.
    """

    path: str
    title: str
    page: str
    incidents: Sequence[Incident]
    links: dict[str, str] = field(default_factory=dict)
    archive: bool = False

    def address(self, path: str, context: ExportContext) -> str:
        """Return the address of a path: the full URL, or relative to the feed if none is set."""
        return context.full(path) if context.address else (up(self.path) + path or ".")


def changed(incident: Incident) -> datetime:
    """Return the latest recorded time of an incident, its action items or its postmortem."""
    of_items = (day for item in incident.actions for day in (item.done_on, item.verified_on))
    days = [incident.day, *filter(None, of_items)]
    if incident.document.published:
        days.append(incident.document.published)
    moments = [datetime.combine(day, time(), UTC) for day in days]
    return max([*moments, *(moment.at for moment in incident.phases.values())])


def write(feed: Feed, context: ExportContext) -> str:
    """Return a feed as XML."""
    updated = max(map(changed, feed.incidents), default=context.made)
    root = feed_element(feed, context, updated)
    for incident in feed.incidents:
        root.append(_entry(incident, context, feed.address(context.incident(incident), context)))
    return xml(root)


def xml(root: Element) -> str:
    """Return a document with its declaration."""
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def feed_element(feed: Feed, context: ExportContext, updated: datetime) -> Element:
    """Return the element of a feed, without entries."""
    # Prefixes are written out, since the library's table of prefixes is global to the process.
    root = Element("feed", {"xmlns": ATOM, "xmlns:fh": HISTORY})
    _text(root, "id", context.urn(feed.path))
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(updated))
    _text(SubElement(root, "author"), "name", context.name)
    for relation, path in {"self": feed.path, "alternate": feed.page, **feed.links}.items():
        kind = "text/html" if relation == "alternate" else "application/atom+xml"
        SubElement(
            root, "link", {"rel": relation, "type": kind, "href": feed.address(path, context)}
        )
    if feed.archive:
        SubElement(root, "fh:archive")
    return root


def entry(
    name: str, title: str, published_updated: tuple[datetime, datetime], address: str, summary: str
) -> Element:
    """Return an entry of a feed.

    Args:
        name: its URN.
        title: its title.
        published_updated: the times at which it was published and last changed.
        address: the address of its page.
        summary: its text.
    """
    element = Element("entry")
    _text(element, "id", name)
    _text(element, "title", title)
    for tag, at in zip(("published", "updated"), published_updated, strict=True):
        _text(element, tag, _moment(at))
    SubElement(element, "link", {"rel": "alternate", "href": address})
    _text(element, "summary", summary)
    return element


def _entry(incident: Incident, context: ExportContext, address: str) -> Element:
    began = incident.phases.get("started")
    start = began.at if began else datetime.combine(incident.day, time(), UTC)
    element = entry(
        context.urn("incidents", incident.id),
        incident.title,
        (start, changed(incident)),
        address,
        incident.summary or f"{incident.severity}: {incident.title}",
    )
    corpus = context.corpus
    terms = [(incident.severity, corpus.severity_title(incident.severity))]
    terms += [(name, corpus.service_title(name)) for name in incident.services]
    for term, label in terms:
        SubElement(element, "category", {"term": term, "label": label})
    return element


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def feeds(context: ExportContext) -> Iterable[Feed]:
    """Yield every feed of a site."""
    corpus = context.corpus
    by_year = context.facts.by_year
    years = list(by_year)
    newest = {"prev-archive": SiteMap.feed(SiteMap.year(years[0]))} if years else {}
    page = SiteMap.INCIDENTS
    yield Feed(SiteMap.FEED, context.name, context.page(page), corpus.incidents[:NEWEST], newest)
    for year, before in zip_longest(years, years[1:]):
        links = {"current": SiteMap.FEED} | (
            {"prev-archive": SiteMap.feed(SiteMap.year(before))} if before else {}
        )
        title, page = f"{context.name}: {year}", SiteMap.year(year)
        feed = SiteMap.feed(page)
        yield Feed(feed, title, context.page(page), by_year[year], links, archive=True)
    for name in corpus.services:
        title, page = f"{context.name}: {corpus.service_title(name)}", SiteMap.service(name)
        incidents = corpus.by_service.get(name, ())[:NEWEST]
        yield Feed(SiteMap.feed(page), title, context.page(page), incidents)
    for history in context.facts.histories.values():
        title, page = f"{context.name}: {history.lesson.statement}", SiteMap.lesson(history.name)
        taught = [teaching.incident for teaching in reversed(history.teachings)][:NEWEST]
        yield Feed(SiteMap.feed(page), title, context.page(page), taught)
    for theme in context.facts.themes.values():
        title, page = f"{context.name}: {theme.title}", SiteMap.theme(theme.slug)
        yield Feed(SiteMap.feed(page), title, context.page(page), theme.incidents[:NEWEST])
