"""Action items: overdue, open, by owner and by service, and incomplete postmortems."""

from collections.abc import Iterable, Iterator

from postmortems.insights import Row, recurrences, shares
from postmortems.model import ActionItem, Incident
from postmortems.site_map import SiteMap

from .context import PageContext
from .page import Index, Page, Site, write

NOT_RECORDED = "Not recorded"
MOST = 100
"""The number of rows that a table shows; the table of all action items has the others."""
MOST_OPEN = 200
"""The number of open action items that the page of an owner lists."""
NAMED = 3
"""The number of owners with overdue action items that the top of the page names."""
PAIRS = 25
"""The number of recurrences listed; the pages of the lessons have all of them."""


def block(site: Site, links: PageContext) -> str:
    """Render the index of action items."""
    items = site.facts.open_items
    recurring = [each for pair in site.facts.histories.recurrences for each in pair.items]
    open_recurrences = recurrences(each for each in recurring if each.action.is_open)
    overdue = {_key((incident, item)) for incident, item, _ in site.facts.overdue}
    owners = shares(items, lambda row: [row[1].owner or NOT_RECORDED], site.corpus.as_of)
    return write(
        "actions",
        site,
        links,
        pairs=open_recurrences[:PAIRS],
        more_pairs=max(0, len(open_recurrences) - PAIRS),
        past=len(site.facts.histories.recurrences) - len(open_recurrences),
        late=_with_returns(site, ((incident, item) for incident, item, _ in site.facts.overdue)),
        planned=_with_returns(
            site, (row for row in items if row[1].due and _key(row) not in overdue)
        ),
        undated=_with_returns(site, (row for row in items if row[1].due is None)),
        unrecorded=site.facts.action_totals.unknown,
        owners=owners,
        owners_overdue=[share for share in owners if share.overdue],
        most_named=NAMED,
        services=shares(items, lambda row: row[0].services, site.corpus.as_of),
        incomplete=site.facts.incomplete_postmortems,
        most=MOST,
        calendar=links.file(SiteMap.CALENDAR),
        table=links.table(SiteMap.ACTION_TABLE),
        total=len(site.facts.action_items),
    )


INDEX = Index("actions", SiteMap.ACTIONS, "Action items", block, wide=True)


def _key(row: Row) -> tuple[str, str]:
    return row[0].id, row[1].id


def _with_returns(
    site: Site, items: Iterable[Row]
) -> list[tuple[Incident, ActionItem, list[Incident]]]:
    """Return action items, each with the later incidents that recurred while it was open."""
    return [(*row, site.facts.returns.get(_key(row), [])) for row in items]


def owner_pages(site: Site) -> Iterator[Page]:
    """Yield a page per owner, with open and closed action items."""
    owned: dict[str, list[Row]] = {}
    for incident, item in site.facts.action_items:
        if item.owner:
            owned.setdefault(item.owner, []).append((incident, item))
    for owner, items in owned.items():
        yield _owner_page(site, owner, items)


def _owner_page(site: Site, owner: str, items: list[Row]) -> Page:
    open_items = [row for row in site.facts.open_items if row[1].owner == owner]
    closed = [row for row in items if row[1].is_closed]

    def body(links: PageContext) -> str:
        return write(
            "owner",
            site,
            links,
            owner=owner,
            open_items=open_items,
            closed=closed,
            unrecorded=[row for row in items if not row[1].is_open and not row[1].is_closed],
            most=MOST,
            most_open=MOST_OPEN,
        )

    return Page(SiteMap.owner(site.facts.owners[owner]), owner, body)
