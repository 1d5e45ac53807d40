"""All incidents: a table to filter and sort, and a plain one for browsers without JavaScript."""

from postmortems.site_map import SiteMap

from .context import PageContext
from .page import Index, Site, write

PLAIN = 300
"""The number of incidents, in whole years, listed without JavaScript; other years are linked."""
FIRST = 50
"""The number of incidents shown before the script has run."""


def block(site: Site, links: PageContext) -> str:
    """Render the index of incidents."""
    years = []
    room = PLAIN
    for year, incidents in site.facts.by_year.items():
        listed = len(incidents) <= room
        room = room - len(incidents) if listed else 0
        years.append((year, incidents, listed))
    return write(
        "incidents",
        site,
        links,
        years=years,
        first=site.corpus.incidents[:FIRST] if years and not years[0][2] else (),
        feed=links.file(SiteMap.FEED),
        anniversaries=links.file(SiteMap.ANNIVERSARY_FEED),
        table=links.table(SiteMap.INCIDENT_TABLE),
    )


INDEX = Index("incidents", SiteMap.INCIDENTS, "Incidents", block, wide=True)
