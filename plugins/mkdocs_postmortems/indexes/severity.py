"""Severity: the incidents of each level over time, how long they took, and the newest of each."""

from collections.abc import Mapping, Sequence

from postmortems.insights import is_ongoing
from postmortems.model import Corpus, Incident
from postmortems.render import Column, Markdown, link, table
from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import Index, Site, write

NEWEST = 5
"""The number of incidents that each level lists, with a link to the others."""
METRICS = ("resolve", "mitigate", "detect")
"""The durations that are compared between the levels."""


def block(site: Site, links: PageContext) -> str:
    """Render the index of severities."""
    corpus = site.corpus
    groups = {
        name: [one for one in corpus.incidents if one.severity == name]
        for name in corpus.severities
    }
    figures = (
        pictures.by_severity(site, links, groups, metric, f"Time to {metric}, by severity")
        for metric in METRICS
    )
    return write(
        "severity",
        site,
        links,
        overview=_overview(corpus, groups),
        groups=groups,
        newest=NEWEST,
        how_long=[figure for figure in figures if figure],
        over_time=pictures.over_time(site, links, corpus.incidents),
    )


def _overview(corpus: Corpus, groups: Mapping[str, Sequence[Incident]]) -> Markdown:
    """Return a table of the levels, with the number of incidents of each and its newest."""

    def title(name: str) -> Markdown:
        return link(corpus.severity_title(name), f"#{SiteMap.severity_anchor(name)}")

    def ongoing(name: str) -> int | None:
        return sum(map(is_ongoing, groups[name])) or None

    columns = [
        Column[str]("Severity", title),
        Column("Incidents", lambda name: len(groups[name]), numeric=True),
        Column("Ongoing", ongoing, optional=True, numeric=True),
        Column("Last incident", lambda name: groups[name][0].day if groups[name] else None),
    ]
    return table(columns, list(groups))


INDEX = Index("severity", SiteMap.SEVERITY, "Severity", block)
