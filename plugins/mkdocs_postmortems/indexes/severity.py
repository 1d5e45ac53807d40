"""Severity: the team's rubric, and the newest incidents of each level."""

from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import Index, Site, write

NEWEST = 50
"""As many incidents of a level are listed; the others are a link away."""


def block(site: Site, links: PageContext) -> str:
    """The rubric with the number of incidents of each level, then their lists."""
    levels = []
    for name, severity in site.corpus.severities.items():
        found = [incident for incident in site.corpus.incidents if incident.severity == name]
        title = f"How long incidents of {site.corpus.severity_title(name)} took"
        levels.append((name, severity, found, pictures.how_long(site, links, found, title)))
    all_of_them = site.corpus.incidents
    return write(
        "severity",
        site,
        links,
        levels=levels,
        newest=NEWEST,
        per_month=pictures.per_month(site, links, all_of_them, "Incidents by month"),
    )


INDEX = Index("severity", SiteMap.SEVERITY, "Severity", block)
