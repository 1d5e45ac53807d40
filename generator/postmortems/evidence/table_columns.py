"""Finds the columns of a table by their names and by what is in them."""

import re

from .column_times import has_format, looks_like_time
from .errors import UnreadableEvidenceError
from .source import Source
from .tables import Table, words_of

_BEGIN = re.compile(
    r"\b(created|creation|opened|reported|submitted|received|requested|started|triggered|fired)\b"
)
_TIME = re.compile(r"\b(timestamp|time|times|date|datetime|when|at|on)\b")
_LATER = re.compile(
    r"\b(updated?|modified|changed?|resolved|closed|solved|completed|due|ended|last|first|reply"
    r"|response|assigned|viewed|expires?|acknowledged|end)\b"
)
_LEVEL = re.compile(r"(?i)trace|debug|info|notice|warn|warning|error|err|critical|fatal|panic")


def time_column(table: Table, source: Source) -> int | None:
    """Return the column of times; None if the table has none.

    It is the one that the author names; of several, the one that is named after the begin. If
    the author's column does not exist, `author_column` says so when the table is read.
    """
    named = source.columns.time_column
    if named is not None and named.strip() in table.header:
        return table.header.index(named.strip())
    time_format = source.columns.time_format
    ranks: dict[int, int] = {}
    for index, name in enumerate(table.header):
        rank, cells = _rank(words_of(name)), table.column(index)
        if time_format is None:
            times = sum(looks_like_time(cell, epochs=rank >= 3) for cell in cells)
        else:
            times = sum(has_format(cell, time_format) for cell in cells)
        if (cells and times >= 0.8 * len(cells)) or (not table.sample and rank >= 3):
            ranks[index] = rank
    return max(ranks, key=lambda index: ranks[index], default=None)


def check_author_column(table: Table, source: Source) -> None:
    """Check that the column that the author names exists.

    Raises:
        UnreadableEvidenceError: it does not.
    """
    named = source.columns.time_column
    if named is None or named.strip() in table.header:
        return
    names = ", ".join(f"`{name}`" for name in table.header[:10])
    raise UnreadableEvidenceError(
        f"the table has no column `{named}`", f"name one of its columns: {names}", 1
    )


def text_column(table: Table, taken: set[int | None]) -> int | None:
    """Return the column with the longest texts, except those that are taken; None if none has."""
    lengths = {
        index: sum(len(cell) for cell in table.column(index) if not _is_data(cell))
        for index in range(len(table.header))
        if index not in taken
    }
    best = max(lengths, key=lambda index: lengths[index], default=None)
    return best if best is not None and lengths[best] else None


def has_log_levels(table: Table) -> bool:
    """Return whether a column of the table has the levels of a log."""
    for index, name in enumerate(table.header):
        if "level" in words_of(name) or words_of(name) == "severity":
            cells = table.column(index)
            if cells and all(_LEVEL.fullmatch(cell) for cell in cells):
                return True
    return False


def _rank(name: str) -> int:
    if _LATER.search(name):
        return 1
    return 4 if _BEGIN.search(name) else 3 if _TIME.search(name) else 2


def _is_data(cell: str) -> bool:
    """Return whether a cell is a time, an address or a number, and so no title."""
    return "@" in cell or "://" in cell or looks_like_time(cell) or not re.search(r"[^\W\d_]", cell)
