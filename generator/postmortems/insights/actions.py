"""Action items: what is open and how late, whose it is, what came back, what nobody recorded."""

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
    """How many action items stand where.

    `overdue` are among the open ones; of the `unknown` ones it is not recorded where they stand.
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
    """What of the open action items is one owner's, or one service's."""

    name: str
    items: tuple[Row, ...]
    overdue: int
    oldest: Row


def rows(corpus: Corpus) -> list[Row]:
    """Every action item with its incident, those of the newest incident first."""
    return [(incident, item) for incident in corpus.incidents for item in incident.actions]


def action_totals(items: Iterable[ActionItem], day: date) -> ActionTotals:
    """Count action items by where they stood on a day."""
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
        return "cancelled" if item.state == "cancelled" else "done"
    return "open" if item.is_open else "unknown"


def age_days(incident: Incident, item: ActionItem, day: date) -> int | None:
    """Return the days from the incident to the end of an action item, or to a day while it is open.

    None where it is not recorded whether it is open, or on which day it ended.
    """
    if item.is_open:
        return max(0, (day - incident.day).days)
    if item.done_on and item.state != "cancelled":
        return max(0, (item.done_on - incident.day).days)
    return None


def open_items(corpus: Corpus) -> list[Row]:
    """The action items of which it is recorded that work is left, the first due first."""
    found = [(incident, item) for incident, item in rows(corpus) if item.is_open]
    return sorted(found, key=lambda row: (row[1].due or date.max, row[0].id, row[1].id))


def overdue(corpus: Corpus) -> list[tuple[Incident, ActionItem, int]]:
    """Action items past their due date, with the days since then, the longest first."""
    found = [
        (incident, item, days)
        for incident, item in rows(corpus)
        if (days := item.overdue_days(corpus.as_of))
    ]
    return sorted(found, key=lambda row: (-row[2], row[0].id, row[1].id))


def returns(histories: Histories) -> dict[tuple[str, str], list[Incident]]:
    """The incidents that came while an action item was open, by its incident's id and its own.

    They taught the lesson that it puts into practice, the earliest first.
    """
    found: dict[tuple[str, str], list[Incident]] = {}
    for pair in reversed(histories.recurrences):
        for back in pair.items:
            found.setdefault((back.earlier.id, back.action.id), []).append(back.later)
    return found


def shares(items: Iterable[Row], names: Callable[[Row], Iterable[str]], day: date) -> list[Share]:
    """The open action items by a name that each has, the most overdue first."""
    grouped: dict[str, list[Row]] = {}
    for row in items:
        for name in names(row):
            grouped.setdefault(name, []).append(row)
    found = [
        Share(
            name,
            tuple(group),
            sum(bool(item.overdue_days(day)) for _, item in group),
            min(group, key=lambda row: (row[0].day, row[0].id, row[1].id)),
        )
        for name, group in grouped.items()
    ]
    return sorted(found, key=lambda share: (-share.overdue, -len(share.items), share.name))
