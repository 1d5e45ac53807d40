"""The home page: what is open and overdue, this quarter, lessons that came back, new incidents."""

from collections import Counter
from collections.abc import Mapping, Sequence

from postmortems.insights import FixThen, OverdueRow, ReturnedLesson, by_trigger
from postmortems.render import Column, Markdown, link, table, words
from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .markdown_tables import IndexTables
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
MOST_RETURNED = 5
KEPT: Mapping[FixThen, int] = {"done": 3, "open": 1}
"""The places among them that are kept for lessons by the state of their fix."""
_Owner = tuple[str | None, Sequence[OverdueRow]]
"""An owner, None for those without one, with its overdue action items."""
_FIX_WORDS: Mapping[FixThen, str] = {
    "done": "after their fix was done",
    "open": "while it was open",
    "unknown": "with a fix whose state then is not recorded",
    "none": "without a fix",
}
_FIXES = tuple(_FIX_WORDS)


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
        owners=_owners_table(site, links),
        more_owners=len(site.facts.overdue_by_owner) - OWNERS,
        returned=chosen_returns(site.facts.returned_lessons),
        returned_counts=_by_fix(site.facts.returned_lessons),
        newest=incidents[:NEWEST],
        repeats=repeats[:REPEATS],
        more_repeats=len(repeats) - REPEATS,
        over_time=pictures.over_time(site, links, incidents, "Incidents over time"),
        hot=pictures.hot_quarters(site, links, HOT),
        triggers=pictures.triggers(by_trigger(site.corpus), links),
        how_long=pictures.how_long(site, links, incidents, "How long incidents took"),
        **comparison_values(site, links, site.facts.this_quarter, "Incidents of this quarter"),
    )


def _owners_table(site: Site, links: PageContext) -> Markdown:
    """Return the table of owners with their overdue action items, the longest overdue first."""
    tables = IndexTables(site.facts, links, site.days_quiet)

    def longest(row: _Owner) -> Markdown:
        incident, item, _ = row[1][0]
        return link(item.text, links.incident(incident.id, SiteMap.action_anchor(item.id)))

    columns = [
        Column[_Owner]("Owner", lambda row: tables.owner(row[0]) or "Not recorded"),
        Column("Overdue", lambda row: len(row[1]), numeric=True),
        Column("Overdue for", lambda row: words.count(row[1][0][2], "day"), numeric=True),
        Column("Longest overdue", longest),
    ]
    rows = list(site.facts.overdue_by_owner.items())[:OWNERS]
    return table(columns, rows) if rows else Markdown("")


def chosen_returns(returned: Sequence[ReturnedLesson]) -> list[ReturnedLesson]:
    """Return the lessons that came back last, those whose fix was done first.

    Each is listed once: with its latest return while a fix was done or open, if there is one. Some
    places are kept for lessons whose fix was done, and for those whose fix was open.

    Args:
        returned: every time that a lesson came back, the latest first.
    """
    latest: dict[str, ReturnedLesson] = {}
    for row in sorted(returned, key=lambda row: row.fix not in KEPT):
        latest.setdefault(row.history.name, row)
    groups = {fix: [row for row in latest.values() if row.fix == fix] for fix in _FIXES}
    room = MOST_RETURNED - sum(min(len(groups[fix]), number) for fix, number in KEPT.items())
    chosen: list[ReturnedLesson] = []
    for fix, rows in groups.items():
        kept = KEPT.get(fix, 0)
        extra = min(room, max(0, len(rows) - kept))
        room -= extra
        chosen += rows[: kept + extra]
    return chosen


def _by_fix(returned: Sequence[ReturnedLesson]) -> list[tuple[str, int]]:
    """Return how often lessons came back by the state of their fix, in words, without zeros."""
    counted = Counter(row.fix for row in returned)
    return [(text, counted[fix]) for fix, text in _FIX_WORDS.items() if counted[fix]]


INDEX = Index("home", SiteMap.HOME, "Postmortems", block, wide=True)
