"""Home: the newest incidents, what is overdue, and which lessons keep coming back."""

from postmortems.render import SiteLinks

from .page import Index, Site, write

NEWEST = 10
REPEATS = 8
PAIRS = 5
OVERDUE = 10


def block(site: Site, links: SiteLinks) -> str:
    """What is new, what is open, what came back."""
    repeats = [history for history in site.histories.values() if history.repeats]
    return write(
        "home",
        site,
        links,
        pairs=site.histories.recurrences[:PAIRS],
        more_pairs=len(site.histories.recurrences) - PAIRS,
        most_overdue=OVERDUE,
        newest=site.corpus.incidents[:NEWEST],
        repeats=repeats[:REPEATS],
        more_repeats=len(repeats) - REPEATS,
    )


INDEX = Index("home", "index.md", "Postmortems", block)
