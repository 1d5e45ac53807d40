"""The columns of tables of rows with times."""

from dataclasses import dataclass
from datetime import time

from .stamps import stamp_at_start
from .tree import Block, Row
from .vocabulary import column_meanings


@dataclass
class TableColumns:
    """The columns of a timeline's table, by their index."""

    time: int
    has_head: bool
    date: int | None = None
    action: int | None = None
    result: int | None = None
    who: int | None = None


def rows_of_table(table: Block) -> TableColumns | None:
    """Return the columns of a table of rows with times; None if it is no such table."""
    if not table.rows or len(table.rows[0].cells) < 2:
        return None
    meanings = [column_meanings(cell) for cell in table.rows[0].cells]
    body = table.rows[1:]
    for index in range(min(3, len(meanings))):
        timed = [bool(clock_in(row, index)) for row in body]
        if body and ("time" in meanings[index] or ("date" in meanings[index] and any(timed))):
            return _columns(meanings, index)
        head_is_row = clock_in(table.rows[0], index) is not None
        if head_is_row or sum(timed) * 2 > len(body) >= 1:
            return _columns([] if head_is_row else meanings, index, not head_is_row)
    return None


def clock_in(row: Row, index: int) -> time | None:
    stamp = stamp_at_start(row.cells[index]) if index < len(row.cells) else None
    return stamp.clock if stamp else None


def _columns(
    meanings: list[frozenset[str]], time_index: int, has_head: bool = True
) -> TableColumns:
    def first(name: str, unless: str = "") -> int | None:
        for index, names in enumerate(meanings):
            if index != time_index and name in names and (not unless or unless not in names):
                return index
        return None

    has_event = first("event") is not None
    columns = TableColumns(time_index, has_head, first("date"))
    columns.who = first("who", unless="event")
    if has_event:
        columns.action, columns.result = first("action", unless="event"), first("result")
    return columns
