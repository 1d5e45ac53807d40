"""Causes: incidents by trigger and by factor."""

from postmortems.insights import by_factor, by_trigger
from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import Index, Site, write

NEWEST = 5
"""The number of incidents that each category lists, with a link to the others."""


def block(site: Site, links: PageContext) -> str:
    """Render the index of causes: charts of triggers and factors, then the newest of each."""
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
        by_trigger=pictures.triggers(triggers, links),
        by_factor=pictures.factors(
            pictures.counts(factors),
            lambda name: links.address(SiteMap.CAUSES, SiteMap.factor_anchor(name)),
            total=len({one.id for cause in factors for one in cause.incidents}),
        ),
    )


INDEX = Index("causes", SiteMap.CAUSES, "Causes", block)
