"""The home page: newest incidents, overdue action items, charts and repeat lessons."""

from postmortems.insights import by_trigger
from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import Index, Site, write

NEWEST = 10
REPEATS = 8
PAIRS = 5
OVERDUE = 10
HOT = 10


def block(site: Site, links: PageContext) -> str:
    """Render the home page."""
    repeats = site.facts.repeated_lessons
    incidents = site.corpus.incidents
    return write(
        "home",
        site,
        links,
        pairs=site.facts.histories.recurrences[:PAIRS],
        more_pairs=len(site.facts.histories.recurrences) - PAIRS,
        most_overdue=OVERDUE,
        newest=incidents[:NEWEST],
        repeats=repeats[:REPEATS],
        more_repeats=len(repeats) - REPEATS,
        per_month=pictures.per_month(site, links, incidents, "Incidents over time"),
        hot=pictures.hot_quarters(site, links, HOT),
        triggers=pictures.triggers(by_trigger(site.corpus), links),
        how_long=pictures.how_long(site, links, incidents, "How long incidents took"),
    )


INDEX = Index("home", SiteMap.HOME, "Postmortems", block)
