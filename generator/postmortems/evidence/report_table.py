"""Tables of user reports: CSV with a header, in which the columns are found by name and content."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from .column_times import has_format, looks_like_time
from .errors import UnreadableEvidenceError
from .source import Source

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 100
_SAMPLE_LENGTH = 4_096
_MOST_COLUMNS = 2_000
_BEGIN = re.compile(r"\b(created|creation|opened|reported|submitted|received|requested|started)\b")
_TIME = re.compile(r"\b(timestamp|time|times|date|datetime|when|at|on)\b")
_LATER = re.compile(
    r"\b(updated?|modified|changed?|resolved|closed|solved|completed|due|ended|last|first|reply"
    r"|response|assigned|viewed|expires?)\b"
)
_TITLES = (
    *("subject", "title", "summary", "ticket subject", "issue", "problem", "what happened"),
    *("description", "message", "feedback", "comment", "body", "text", "details", "name"),
)
_KEYS = (
    *("issue key", "key", "ticket id", "ticket number", "case number", "number", "id"),
    *("ticket", "reference", "conversation id"),
)
_STATES = ("status", "state", "ticket status", "stage")
_LEVEL = re.compile(r"(?i)trace|debug|info|notice|warn|warning|error|err|critical|fatal|panic")


@dataclass(frozen=True)
class Row:
    """A row of a table and the line where it begins."""

    line: int
    cells: Sequence[str]

    def cell(self, index: int | None) -> str:
        """Return a cell on one line; "" if the row is shorter, or for no column."""
        if index is None or index >= len(self.cells):
            return ""
        return " ".join(self.cells[index].split())


@dataclass(frozen=True)
class ReportTable:
    """The header of a table and its first rows, and where the reports are in it."""

    header: Sequence[str]
    sample: Sequence[Row]
    time: int
    """The index of the column of times."""

    @property
    def names(self) -> list[str]:
        """The names of the columns as words in lower case."""
        return [words_of(name) for name in self.header]

    @property
    def title(self) -> int | None:
        """The column of titles: one with a usual name, else the one with the longest texts."""
        named = _named(self.names, _TITLES)
        return self._longest() if named is None else named

    @property
    def key(self) -> int | None:
        """The column that identifies a report."""
        return _named(self.names, _KEYS)

    @property
    def status(self) -> int | None:
        """The column of states."""
        return _named(self.names, _STATES)

    def _longest(self) -> int | None:
        taken = {self.time, self.key, self.status}
        lengths = {
            index: sum(len(row.cell(index)) for row in self.sample if not _is_data(row.cell(index)))
            for index in range(len(self.header))
            if index not in taken
        }
        best = max(lengths, key=lambda index: lengths[index], default=None)
        return best if best is not None and lengths[best] else None


def table_of(source: Source) -> ReportTable | None:
    """Return the table of a file; None if the file has no header, or no column of times.

    Raises:
        UnreadableEvidenceError: the column that the author names does not exist.
    """
    if source.head.lstrip()[:1] in ("", "{", "[", "<") or "\0" in source.head:
        return None
    try:
        first, *sample = islice(rows(source), 1 + _SAMPLE_ROWS)
    except (ValueError, UnreadableEvidenceError):
        return None
    header = [name.strip() for name in first.cells]
    if len(header) > _MOST_COLUMNS or any(map(looks_like_time, header)):
        return None
    if (named := source.columns.time_column) is not None:
        time: int | None = _author_column(header, named)
    else:
        time = None if _has_levels(header, sample) else _time_column(header, sample, source)
    return None if time is None else ReportTable(header, sample, time)


def rows(source: Source) -> Iterator[Row]:
    """Yield the rows of a table that are not empty, beginning with the header.

    Raises:
        UnreadableEvidenceError: a row is not CSV.
    """
    content = source.lines()
    begin = 1
    delimiter = _delimiter(source.head)
    if source.head.startswith("sep="):  # for Excel
        next(content)
        begin = 2
    reader = csv.reader((f"{line}\n" for _, line in content), delimiter=delimiter)
    end = 0
    try:
        for cells in reader:
            line, end = begin + end, reader.line_num
            if any(cell.strip() for cell in cells):
                yield Row(line, cells)
    except csv.Error as error:
        raise UnreadableEvidenceError(
            f"the row is not CSV: {error}", "export the table again as CSV", begin + end
        ) from error


def words_of(name: str) -> str:
    """Return the name of a column as words: `created at` for `createdAt` and `Created_at`."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name[:200])
    return " ".join(re.findall(r"[^\W_]+", spaced.lower()))


def _delimiter(head: str) -> str:
    first, _, rest = head.partition("\n")
    if first.startswith("sep=") and first[4:5]:
        return first[4]
    header = rest.partition("\n")[0] if first.startswith("sep=") else first
    try:
        sniffed = csv.Sniffer().sniff(head[:_SAMPLE_LENGTH], _DELIMITERS).delimiter
    except csv.Error:
        sniffed = ""
    if sniffed and sniffed in header:
        return sniffed
    return max(_DELIMITERS, key=header.count)


def _author_column(header: Sequence[str], named: str) -> int:
    for index, name in enumerate(header):
        if name == named.strip():
            return index
    names = ", ".join(f"`{name}`" for name in header[:10])
    raise UnreadableEvidenceError(
        f"the table has no column `{named}`", f"name one of its columns: {names}", 1
    )


def _time_column(header: Sequence[str], sample: Sequence[Row], source: Source) -> int | None:
    """Return the column of times: of several, the one that is named after the begin."""
    time_format = source.columns.time_format
    ranks: dict[int, int] = {}
    for index, name in enumerate(header):
        rank = _rank(words_of(name))
        cells = [cell for row in sample if (cell := row.cell(index))]
        times = sum(
            looks_like_time(cell, epochs=rank >= 3)
            if time_format is None
            else has_format(cell, time_format)
            for cell in cells
        )
        if (cells and times >= 0.8 * len(cells)) or (not sample and rank >= 3):
            ranks[index] = rank
    return max(ranks, key=lambda index: ranks[index], default=None)


def _rank(name: str) -> int:
    if _LATER.search(name):
        return 1
    return 4 if _BEGIN.search(name) else 3 if _TIME.search(name) else 2


def _has_levels(header: Sequence[str], sample: Sequence[Row]) -> bool:
    """Return whether the table has a column of log levels, and so is a log."""
    for index, name in enumerate(header):
        if "level" in words_of(name) or words_of(name) == "severity":
            cells = [cell for row in sample if (cell := row.cell(index))]
            if cells and all(_LEVEL.fullmatch(cell) for cell in cells):
                return True
    return False


def _named(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _is_data(cell: str) -> bool:
    """Return whether a cell is a time, an address or a number, and so no title."""
    return "@" in cell or "://" in cell or looks_like_time(cell) or not re.search(r"[^\W\d_]", cell)
