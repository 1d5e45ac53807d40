"""All incidents: a table to filter and sort in the browser, and a plain one where it cannot."""

from postmortems.export import ALL

from .context import PageContext
from .page import Index, Site, write
from .tables import INCIDENTS

PLAIN = 300
"""As many incidents, of whole years, are listed without a script; of others the year is linked."""
FIRST = 50
"""As many are there before the script has drawn any."""


def block(site: Site, links: PageContext) -> str:
    """The newest incidents, then those before by year."""
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
        feed=links.file(ALL),
        table=links.table(INCIDENTS),
    )


INDEX = Index("incidents", "incidents.md", "Incidents", block, wide=True)
