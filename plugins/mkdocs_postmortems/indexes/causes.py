"""Causes: incidents by what set them off, and by what made them possible."""

from postmortems.insights import by_factor, by_trigger
from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import Index, Site, write

NEWEST = 5
"""As many incidents of a category are listed; the others are a link away."""


def block(site: Site, links: PageContext) -> str:
    """Two pictures, then each category with its newest incidents."""
    triggers, factors = by_trigger(site.corpus), by_factor(site.corpus)
    unknown = len(site.corpus.incidents) - sum(len(cause.incidents) for cause in triggers)
    return write(
        "causes",
        site,
        links,
        triggers=triggers,
        factors=factors,
        newest=NEWEST,
        unknown=unknown,
        by_trigger=pictures.triggers(site, links),
        by_factor=pictures.factors(site, links),
    )


INDEX = Index("causes", SiteMap.CAUSES, "Causes", block)
