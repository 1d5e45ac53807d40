"""Action items: their states, due dates, ages and owners, and recurrences while they were open."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ..model import ActionItem, Corpus, Incident
from .histories import Histories

Row = tuple[Incident, ActionItem]
"""An action item with its incident."""

OverdueRow = tuple[Incident, ActionItem, int]
"""An overdue action item with its incident and the days since it was due."""


@dataclass(frozen=True)
class ActionTotals:
    """The number of action items in each state.

    `overdue` ones are among the open ones. `unknown` ones have no recorded state.
    """

    open: int
    overdue: int
    done: int
    cancelled: int
    unknown: int

    @property
    def all(self) -> int:
        """The number of action items."""
        return self.open + self.done + self.cancelled + self.unknown


@dataclass(frozen=True)
class Share:
    """The open action items of one owner or of one service."""

    name: str
    items: tuple[Row, ...]
    overdue: int
    oldest: Row


def rows(corpus: Corpus) -> list[Row]:
    """Return every action item with its incident, those of the newest incident first."""
    return [(incident, item) for incident in corpus.incidents for item in incident.actions]


def action_totals(items: Iterable[ActionItem], day: date) -> ActionTotals:
    """Count action items by their state, and the overdue ones on a day."""
    counted: Counter[str] = Counter()
    overdue_items = 0
    for item in items:
        counted[_standing(item)] += 1
        overdue_items += item.is_open and bool(item.overdue_days(day))
    return ActionTotals(
        counted["open"], overdue_items, counted["done"], counted["cancelled"], counted["unknown"]
    )


def _standing(item: ActionItem) -> str:
    if item.is_closed:
        return "done" if item.is_done else "cancelled"
    return "open" if item.is_open else "unknown"


def age_days(incident: Incident, item: ActionItem, day: date) -> int | None:
    """Return the days from the incident until an action item was done, or until `day` while open.

    Return None if it was cancelled, or if its state or its end is not recorded.
    """
    if item.is_open:
        return max(0, (day - incident.day).days)
    if item.done_on and item.is_done:
        return max(0, (item.done_on - incident.day).days)
    return None


def open_items(corpus: Corpus) -> list[Row]:
    """Return the open action items with their incidents, the first due first."""
    return open_among(rows(corpus))


def open_among(items: Iterable[Row]) -> list[Row]:
    """Return the open ones of some action items, the first due first."""
    open_rows = [row for row in items if row[1].is_open]
    return sorted(open_rows, key=lambda row: (row[1].due or date.max, row[0].id, row[1].id))


def overdue(corpus: Corpus) -> list[tuple[Incident, ActionItem, int]]:
    """Return the overdue action items with the days since they were due, longest overdue first."""
    items = [
        (incident, item, days)
        for incident, item in rows(corpus)
        if (days := item.overdue_days(corpus.as_of))
    ]
    return longest_overdue_first(items)


def longest_overdue_first(items: Iterable[OverdueRow]) -> list[OverdueRow]:
    """Sort overdue action items by the days since they were due."""
    return sorted(items, key=lambda row: (-row[2], row[0].id, row[1].id))


def returns(histories: Histories) -> dict[tuple[str, str], list[Incident]]:
    """Return the incidents that taught a lesson again while an action item of it was open.

    By the ids of the earlier incident and of its action item; the earliest incident first.
    """
    later: dict[tuple[str, str], list[Incident]] = {}
    for pair in reversed(histories.recurrences):
        for item in pair.items:
            later.setdefault((item.earlier.id, item.action.id), []).append(item.later)
    return later


def shares(items: Iterable[Row], names: Callable[[Row], Iterable[str]], day: date) -> list[Share]:
    """Group action items by each of their names, the name with the most overdue ones first."""
    grouped: dict[str, list[Row]] = {}
    for row in items:
        for name in names(row):
            grouped.setdefault(name, []).append(row)
    result = [
        Share(
            name,
            tuple(group),
            sum(bool(item.overdue_days(day)) for _, item in group),
            min(group, key=lambda row: (row[0].day, row[0].id, row[1].id)),
        )
        for name, group in grouped.items()
    ]
    return sorted(result, key=lambda share: (-share.overdue, -len(share.items), share.name))
