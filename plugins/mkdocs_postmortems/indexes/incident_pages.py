"""The page of each incident."""

from collections.abc import Iterator
from dataclasses import replace

from postmortems.evidence import NO_EVIDENCE
from postmortems.insights import OtherIncidents, changes_with_time, quarter_of
from postmortems.model import Incident
from postmortems.model.texts import plain
from postmortems.render import incident_page, link
from postmortems.search import SimilarMatch
from postmortems.site_map import SiteMap

from .context import PageContext
from .incident_tools import printed_line, tools
from .page import Key, Page, Site

DESCRIPTION = 160
"""The characters of a summary that link previews show."""


def incident_pages(site: Site) -> Iterator[Page]:
    """Yield a page per incident, newest first."""
    for incident in site.corpus.incidents:
        yield page_of(site, incident)


def page_of(site: Site, incident: Incident) -> Page:
    """Return the page of an incident."""

    catalogues = site.corpus.catalogues
    others = OtherIncidents.of(incident, site.corpus, site.facts.histories)
    similar = site.similar.get(incident.id, ())
    evidence = site.evidence.get(incident.id, NO_EVIDENCE)

    def body(links: PageContext) -> str:
        year, quarter = str(incident.day.year), quarter_of(incident.day)
        above = [
            link("Incidents", links.to(SiteMap.INCIDENTS)),
            link(year, links.to(SiteMap.year(year))),
            link(quarter.name.removeprefix(year).strip(), links.to(SiteMap.quarter(quarter.slug))),
        ]
        top = links.drawn(tools(incident, catalogues, links) + printed_line(incident, links))
        crumb = f'<div class="pm-crumb" markdown>\n\n{" / ".join(above)}\n\n{top}\n</div>'
        with_similar = replace(others, similar=site.explanations.of(similar))
        page = incident_page(
            incident, catalogues, links=links, others=with_similar, evidence=evidence
        )
        return f"{crumb}\n\n{page}\n\n{links.versions(SiteMap.incident_record(incident.id))}\n"

    return Page(
        SiteMap.incident(incident.id),
        incident.title,
        body,
        description=_preview(incident.summary or ""),
        incident=incident,
        key=_key(site, incident, others, similar),
    )


def _key(
    site: Site, incident: Incident, others: OtherIncidents, similar: tuple[SimilarMatch, ...]
) -> Key | None:
    """Return all that the page of an incident is made from; None if it is not known."""
    digests = [site.digests.get(name) for name in (incident.id, *(one.id for one in similar))]
    if evidence := site.evidence.get(incident.id):
        digests.append(evidence.key)
    known = [own for own in digests if own]
    day = site.corpus.as_of.isoformat() if changes_with_time(incident) else ""
    reasons = repr([(one.id, one.terms, one.lesson) for one in similar])
    return (*known, repr(others), reasons, day) if len(known) == len(digests) else None


def _preview(summary: str) -> str:
    """Return the beginning of a summary without Markdown, for link previews."""
    text = plain(summary).replace("*", "")
    if len(text) <= DESCRIPTION:
        return text
    kept = text[:DESCRIPTION]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept} …"
