"""The completion of action items: their states by kind and by severity, and the days it took."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import get_args

from ..model import ActionKind, Corpus
from .actions import ActionTotals, Row, action_totals, age_days
from .durations import FEW

DONE_WITHIN = (7, 30, 90, 180)
"""The days within which an action item was done, as the distribution counts them."""


@dataclass(frozen=True)
class Completion:
    """The states of action items.

    Args:
        totals: the number of action items in each state.
        by_kind: the same by the kind of the action items that record one.
        by_severity: the same by the severity of the incidents, the worst first.
        days: the days from the incident until the action item was done, for each that is done on
            a recorded day, the fewest first.
        without_day: the number of action items that are done on a day that is not recorded.
    """

    totals: ActionTotals
    by_kind: tuple[tuple[str, ActionTotals], ...]
    by_severity: tuple[tuple[str, ActionTotals], ...]
    days: tuple[int, ...]
    without_day: int

    @cached_property
    def by_days(self) -> tuple[tuple[int | None, int], ...]:
        """The number of action items done within each of `DONE_WITHIN`, and later (None).

        Each is counted once, with the least number of days that it was done within.
        """
        counts: dict[int | None, int] = dict.fromkeys((*DONE_WITHIN, None), 0)
        for days in self.days:
            counts[next((limit for limit in DONE_WITHIN if days <= limit), None)] += 1
        return tuple(counts.items())

    @cached_property
    def median_days(self) -> float | None:
        """The median of the days; None for fewer than `FEW` action items."""
        return median(self.days) if len(self.days) >= FEW else None


def completion(corpus: Corpus, rows: Sequence[Row]) -> Completion:
    """Return the states of action items as of the day of a corpus.

    Args:
        corpus: the day, and the order of the severities.
        rows: the action items with their incidents.
    """

    def totals(chosen: Iterable[Row]) -> ActionTotals:
        return action_totals((item for _, item in chosen), corpus.as_of)

    def grouped(
        name_of: Callable[[Row], str | None], names: Iterable[str]
    ) -> tuple[tuple[str, ActionTotals], ...]:
        groups: dict[str, list[Row]] = {name: [] for name in names}
        for row in rows:
            if name := name_of(row):
                groups.setdefault(name, []).append(row)
        return tuple((name, totals(group)) for name, group in groups.items() if group)

    done = [age_days(incident, item, corpus.as_of) for incident, item in rows if item.is_done]
    return Completion(
        totals(rows),
        grouped(lambda row: row[1].kind, get_args(ActionKind)),
        grouped(lambda row: row[0].severity, corpus.severities),
        tuple(sorted(days for days in done if days is not None)),
        done.count(None),
    )
