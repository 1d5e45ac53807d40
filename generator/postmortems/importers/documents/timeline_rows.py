"""The rows of a timeline as they are written, and their days."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from .tree import Block

_NEAR = timedelta(hours=16)
"""Rows around midnight are rarely farther apart."""


@dataclass
class TimelineRow:
    """A row as it is written. `day` is the day of the row, None if no text gives one."""

    line: int
    written: str
    clock: time | None
    day: date | None
    zone: tzinfo | str | None
    approximate: bool
    event: str
    action: str = ""
    result: str = ""
    has_own_day: bool = False
    run: int = 0

    @property
    def local(self) -> datetime | None:
        """The day and time without a zone."""
        return datetime.combine(self.day, self.clock) if self.day and self.clock else None


@dataclass
class Timeline:
    """The rows of a timeline, and its texts that are no rows."""

    rows: list[TimelineRow] = field(default_factory=list)
    untimed: list[tuple[int, str, str]] = field(default_factory=list)
    """The line, text and reason of what was meant as a row and has no time."""
    rest: list[Block] = field(default_factory=list)
    """The blocks that are no rows."""


def roll_past_midnight(rows: list[TimelineRow]) -> None:
    """Put rows on the next day that follow the row above over midnight.

    The rows of a run have the day of its first row. A run from the newest row to the oldest is
    left as it is.
    """
    runs: dict[int, list[TimelineRow]] = {}
    for row in rows:
        if row.local:
            runs.setdefault(row.run, []).append(row)
    for run in runs.values():
        steps = [(row.local, below.local) for row, below in pairwise(run)]
        earlier = sum(below < above for above, below in steps if above and below)
        if earlier > 1 and 2 * earlier > len(steps):
            continue
        for above, row in pairwise(run):
            _follow(above, row)


def _follow(above: TimelineRow, row: TimelineRow) -> None:
    if row.has_own_day or not (above.day and row.clock and above.local):
        return
    row.day = max(above.day, row.day or above.day)
    later = datetime.combine(row.day, row.clock) + timedelta(days=1)
    if datetime.combine(row.day, row.clock) < above.local and later - above.local <= _NEAR:
        row.day += timedelta(days=1)
