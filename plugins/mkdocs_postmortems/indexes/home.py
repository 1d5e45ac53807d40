"""Home: the newest incidents, what is overdue, and which lessons keep coming back."""

from postmortems.render import SiteLinks

from .page import Page, Site, write

NEWEST = 10
REPEATS = 8


def block(site: Site, links: SiteLinks) -> str:
    """What is new, what is open, what came back."""
    repeats = [history for history in site.histories.values() if history.repeats]
    return write(
        "home",
        site,
        links,
        newest=site.corpus.incidents[:NEWEST],
        repeats=repeats[:REPEATS],
        more_repeats=len(repeats) - REPEATS,
    )


def page(site: Site, *, in_nav: bool) -> Page:
    """The page at the site's address."""
    return Page(
        "index.md",
        "Postmortems",
        lambda links: f"# Postmortems\n\n{block(site, links)}",
        kind="Index",
        in_nav=in_nav,
        searched=False,
    )
