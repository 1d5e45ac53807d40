"""All incidents: a table to filter and sort in the browser, and a plain one where it cannot."""

from postmortems.site_map import SiteMap

from .context import PageContext
from .page import Index, Site, write

PLAIN = 300
"""As many incidents, of whole years, are listed without a script; of others the year is linked."""
FIRST = 50
"""As many are there before the script has drawn any."""


def block(site: Site, links: PageContext) -> str:
    """The newest incidents, then those before by year."""
    years = []
    room = PLAIN
    for year, incidents in site.by_year.items():
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
        table=links.table(SiteMap.INCIDENT_TABLE),
    )


INDEX = Index("incidents", SiteMap.INCIDENTS, "Incidents", block, wide=True)
