"""Severity: the team's rubric, and the incidents of each level."""

from postmortems.render import SiteLinks

from .page import Index, Site, write


def block(site: Site, links: SiteLinks) -> str:
    """The rubric with the number of incidents of each level, then their lists."""
    levels = [
        (
            name,
            severity,
            [incident for incident in site.corpus.incidents if incident.severity == name],
        )
        for name, severity in site.corpus.severities.items()
    ]
    return write("severity", site, links, levels=levels)


INDEX = Index("severity", "severity.md", "Severity", block)
