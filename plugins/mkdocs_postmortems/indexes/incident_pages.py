"""Incidents: a page each, as the generator writes it."""

import re
from collections.abc import Iterator

from postmortems.export import incident_file
from postmortems.model import Incident
from postmortems.render import incident_page, link

from .context import PageContext
from .page import Page, Site

DESCRIPTION = 160
"""About as much of a summary as a preview elsewhere shows, in characters."""

_LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")


def incident_pages(site: Site) -> Iterator[Page]:
    """A page per incident, the newest first."""
    for incident in site.corpus.incidents:
        yield _incident_page(site, incident)


def _incident_page(site: Site, incident: Incident) -> Page:
    def body(links: PageContext) -> str:
        year = str(incident.day.year)
        above = [
            link("Incidents", links.to("incidents.md")),
            link(year, links.to(f"years/{year}.md")),
            link(site.corpus.severity_title(incident.severity), links.severity(incident.severity)),
        ]
        crumb = f'<p class="pm-crumb pm-unsearched" markdown>{" / ".join(above)}</p>'
        page = incident_page(incident, site.corpus, links=links, known=site.facts.histories)
        return f"{crumb}\n\n{page}\n\n{links.versions(incident_file(incident.id))}\n"

    return Page(
        f"incidents/{incident.id}.md",
        incident.title,
        body,
        kind="Incident",
        description=_preview(incident.summary or ""),
        incident=incident,
    )


def _preview(summary: str) -> str:
    """The beginning of a summary without its Markdown, for previews elsewhere."""
    text = " ".join(_LINK.sub(r"\1", summary).replace("`", "").replace("*", "").split())
    if len(text) <= DESCRIPTION:
        return text
    kept = text[:DESCRIPTION]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept} …"
