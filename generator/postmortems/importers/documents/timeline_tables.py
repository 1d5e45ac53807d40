"""The columns of tables of rows with times."""

from dataclasses import dataclass
from datetime import time

from .stamps import stamp_at_start
from .tree import Block, Row, item_text
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
    """Return the time that a cell begins with; None if it begins with none."""
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


def rows_in(blocks: list[Block]) -> list[Block]:
    """Return the blocks outside a timeline that are rows with times."""
    timed = [block for block in blocks if block.kind == "paragraph" and _begins_with_clock(block)]
    paragraphs = {id(block) for block in timed} if len(timed) >= 3 else set()
    return [block for block in blocks if id(block) in paragraphs or _looks_like_timeline(block)]


def _begins_with_clock(block: Block) -> bool:
    stamp = stamp_at_start(block.text)
    return bool(stamp and stamp.clock)


def _looks_like_timeline(block: Block) -> bool:
    """Return whether a list or a table outside a timeline has rows with times.

    Three rows are enough, or two with a date.
    """
    if block.kind == "list":
        stamps = [stamp_at_start(item_text(item)) for item in block.children]
        timed = [stamp for stamp in stamps if stamp and stamp.clock]
        enough = 2 if timed and all(stamp.date for stamp in timed) else 3
        return len(timed) >= enough and 3 * len(timed) >= 2 * len(stamps)
    if block.kind == "table" and (columns := rows_of_table(block)):
        return sum(bool(clock_in(row, columns.time)) for row in block.rows) >= 3
    return False
