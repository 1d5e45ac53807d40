"""What is open: action items by how late they are, whose they are, and what nobody has recorded."""

from collections.abc import Iterable, Iterator

from postmortems.export import CALENDAR
from postmortems.insights import Row, age_days, recurrences, shares
from postmortems.model import ActionItem, Incident

from .context import PageContext
from .page import Index, Page, Site, write
from .tables import ACTIONS

NOT_RECORDED = "Not recorded"
MOST = 100
"""As many rows of a table are shown; the table of all of them has the rest."""
PAIRS = 25


def block(site: Site, links: PageContext) -> str:
    """What came back and is open still, what is overdue, what is open, and what is not recorded."""
    items = site.facts.open_items
    recurring = [each for pair in site.facts.histories.recurrences for each in pair.items]
    still = recurrences(each for each in recurring if each.action.is_open)
    late = {_key((incident, item)) for incident, item, _ in site.facts.overdue}
    return write(
        "actions",
        site,
        links,
        pairs=still[:PAIRS],
        more_pairs=max(0, len(still) - PAIRS),
        past=len(site.facts.histories.recurrences) - len(still),
        late=_with_returns(site, ((incident, item) for incident, item, _ in site.facts.overdue)),
        planned=_with_returns(site, (row for row in items if row[1].due and _key(row) not in late)),
        undated=_with_returns(site, (row for row in items if row[1].due is None)),
        unrecorded=site.facts.action_totals.unknown,
        age=lambda incident, item: age_days(incident, item, site.corpus.as_of),
        owners=shares(items, lambda row: [row[1].owner or NOT_RECORDED], site.corpus.as_of),
        services=shares(items, lambda row: row[0].services, site.corpus.as_of),
        incomplete=site.facts.incomplete_postmortems,
        most=MOST,
        calendar=links.file(CALENDAR),
        table=links.table(ACTIONS),
        total=len(site.facts.action_items),
    )


INDEX = Index("actions", "actions.md", "Action items", block, wide=True)


def _key(row: Row) -> tuple[str, str]:
    return row[0].id, row[1].id


def _with_returns(
    site: Site, items: Iterable[Row]
) -> list[tuple[Incident, ActionItem, list[Incident]]]:
    """Action items with the incidents that came since, while they were open."""
    return [(*row, site.facts.returns.get(_key(row), [])) for row in items]


def owner_pages(site: Site) -> Iterator[Page]:
    """A page per owner: what is theirs to do, and what they have done."""
    owned: dict[str, list[Row]] = {}
    for incident, item in site.facts.action_items:
        if item.owner:
            owned.setdefault(item.owner, []).append((incident, item))
    for owner, found in owned.items():
        yield _owner_page(site, owner, found)


def _owner_page(site: Site, owner: str, found: list[Row]) -> Page:
    open_items = [row for row in site.facts.open_items if row[1].owner == owner]
    closed = [row for row in found if row[1].is_closed]

    def body(links: PageContext) -> str:
        return write(
            "owner",
            site,
            links,
            owner=owner,
            open_items=open_items,
            closed=closed,
            unrecorded=[row for row in found if not row[1].is_open and not row[1].is_closed],
            most=MOST,
        )

    return Page(f"actions/{site.facts.owners[owner]}.md", owner, body, kind="Owner", searched=False)
