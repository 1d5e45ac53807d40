"""The home page: what is open and overdue, this quarter, lessons that came back, new incidents."""

from collections.abc import Sequence

from postmortems.insights import ReturnedLesson, by_trigger
from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import Index, Site, write
from .quarters import comparison_values

OPEN = 6
"""The most ongoing incidents that are listed."""
ITEMS = 3
"""The most open action items that are listed of an ongoing incident."""
OWNERS = 6
NEWEST = 10
REPEATS = 8
HOT = 10
RETURNED = {"done": 3, "open": 2}
"""The number of lessons that came back, by the state of their fix, that are listed in any case."""
MOST_RETURNED = 6


def block(site: Site, links: PageContext) -> str:
    """Render the home page."""
    repeats = site.facts.repeated_lessons
    incidents = site.corpus.incidents
    return write(
        "home",
        site,
        links,
        most_open=OPEN,
        most_items=ITEMS,
        owners=list(site.facts.overdue_by_owner.items())[:OWNERS],
        more_owners=len(site.facts.overdue_by_owner) - OWNERS,
        returned=chosen_returns(site.facts.returned_lessons),
        newest=incidents[:NEWEST],
        repeats=repeats[:REPEATS],
        more_repeats=len(repeats) - REPEATS,
        per_month=pictures.per_month(site, links, incidents, "Incidents by month"),
        hot=pictures.hot_months(site, links, HOT),
        triggers=pictures.triggers(by_trigger(site.corpus), links),
        how_long=pictures.how_long(site, links, incidents, "How long incidents took"),
        **comparison_values(site, links, site.facts.this_quarter, "Incidents of this quarter"),
    )


def chosen_returns(returned: Sequence[ReturnedLesson]) -> list[ReturnedLesson]:
    """Return the latest lessons that came back, those whose fix was done first.

    Some places are kept for those whose fix was done and for those whose fix was open.

    Args:
        returned: every time that a lesson came back, the latest first.
    """
    kept = [
        place
        for fix, number in RETURNED.items()
        for place in [at for at, row in enumerate(returned) if row.fix == fix][:number]
    ]
    others = [at for at in range(min(len(returned), 2 * MOST_RETURNED)) if at not in kept]
    chosen = kept + others[: MOST_RETURNED - len(kept)]
    order = ("done", "open", "unknown", "none")
    return [
        returned[at] for at in sorted(chosen, key=lambda at: (order.index(returned[at].fix), at))
    ]


INDEX = Index("home", SiteMap.HOME, "Postmortems", block, wide=True)
