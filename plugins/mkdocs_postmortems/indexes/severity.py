"""Severity: the definition of each level, with its newest incidents."""

from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import Index, Site, write

NEWEST = 50
"""The number of incidents that each level lists, with a link to the others."""


def block(site: Site, links: PageContext) -> str:
    """Render the index of severities."""
    levels = []
    for name, severity in site.corpus.severities.items():
        incidents = [incident for incident in site.corpus.incidents if incident.severity == name]
        title = f"How long incidents of {site.corpus.severity_title(name)} took"
        levels.append((name, severity, incidents, pictures.how_long(site, links, incidents, title)))
    all_of_them = site.corpus.incidents
    return write(
        "severity",
        site,
        links,
        levels=levels,
        newest=NEWEST,
        per_month=pictures.per_month(site, links, all_of_them, "Incidents over time"),
    )


INDEX = Index("severity", SiteMap.SEVERITY, "Severity", block)
