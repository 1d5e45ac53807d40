"""Incidents: a page each, as the generator writes it."""

from collections.abc import Iterator

from postmortems.model import Incident
from postmortems.render import SiteLinks, incident_page

from .page import Page, Site

DESCRIPTION = 160
"""About as much of a summary as a preview elsewhere shows, in characters."""


def incident_pages(site: Site) -> Iterator[Page]:
    """A page per incident, the newest first."""
    for incident in site.corpus.incidents:
        yield _incident_page(site, incident)


def _incident_page(site: Site, incident: Incident) -> Page:
    def body(links: SiteLinks) -> str:
        return incident_page(incident, site.corpus, links=links, known=site.histories)

    summary = " ".join((incident.summary or "").split())
    if len(summary) > DESCRIPTION:
        summary = summary[:DESCRIPTION].rpartition(" ")[0] + " …"
    return Page(
        f"incidents/{incident.id}.md",
        incident.title,
        body,
        kind="Incident",
        description=summary,
        incident=incident,
    )
