"""Tables of records that people export: CSV with a header, or a list of JSON objects."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from .column_times import looks_like_time
from .errors import UnreadableEvidenceError
from .export_json import mappings, objects, text
from .export_times import ExportTimes
from .records import Skipped
from .source import Source

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 100
_SAMPLE_LENGTH = 4_096
_MOST_COLUMNS = 2_000
_DEEPEST = 4


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
class Table:
    """A table: the names of its columns, its first rows, and a function that returns all rows."""

    header: Sequence[str]
    sample: Sequence[Row]
    rows: Callable[[], Iterable[Row]]

    def column(self, index: int) -> list[str]:
        """Return the cells of a column in the first rows that are not empty."""
        return [cell for row in self.sample if (cell := row.cell(index))]

    def index_of(self, *names: str) -> int | None:
        """Return the first of the columns with these names, as `words_of` writes them."""
        own = [words_of(name) for name in self.header]
        return next((own.index(name) for name in names if name in own), None)


def csv_table(source: Source) -> Table | None:
    """Return the table of a CSV file; None if the file is none, or has no header."""
    if source.head.lstrip()[:1] in ("", "{", "[", "<") or "\0" in source.head:
        return None
    try:
        first, *sample = islice(_csv_rows(source), 1 + _SAMPLE_ROWS)
    except (ValueError, UnreadableEvidenceError):
        return None
    header = [name.strip() for name in first.cells]
    if len(header) > _MOST_COLUMNS or any(map(looks_like_time, header)):
        return None
    return Table(header, sample, lambda: islice(_csv_rows(source), 1, None))


def json_table(source: Source) -> Table | None:
    """Return the table of a list of JSON objects, whose columns are their keys: `a.b` for nested.

    The objects are in a list, also in the only list of an object, one after another, or alone.
    None for other files.
    """
    if source.first_json is None:
        return None
    times = ExportTimes(source)
    exported = (one for answer in objects(source, bool, Skipped()) for one in _listed(answer))
    records = [(times.begin(one), _flat(one)) for one in exported]
    header = list(dict.fromkeys(key for _, one in records[:_SAMPLE_ROWS] for key in one))
    if not header or len(header) > _MOST_COLUMNS:
        return None
    rows = [Row(line, [one.get(key, "") for key in header]) for line, one in records]
    return Table(header, rows[:_SAMPLE_ROWS], lambda: rows)


def words_of(name: str) -> str:
    """Return the name of a column as words: `created at` for `createdAt` and `Created_at`."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name[:200])
    return " ".join(re.findall(r"[^\W_]+", spaced.lower()))


def _csv_rows(source: Source) -> Iterator[Row]:
    """Yield the rows of a CSV file that are not empty, beginning with the header.

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


def _delimiter(head: str) -> str:
    first, _, rest = head.partition("\n")
    if first.startswith("sep=") and first[4:5]:
        return first[4]
    header = rest.partition("\n")[0] if first.startswith("sep=") else first
    in_header = [delimiter for delimiter in _DELIMITERS if delimiter in header]
    if len(in_header) < 2:  # as in most files; sniffing is slow
        return in_header[0] if in_header else _DELIMITERS[0]
    try:
        sniffed = csv.Sniffer().sniff(head[:_SAMPLE_LENGTH], _DELIMITERS).delimiter
    except csv.Error:
        sniffed = ""
    if sniffed and sniffed in header:
        return sniffed
    return max(_DELIMITERS, key=header.count)


def _listed(answer: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    lists = [records for value in answer.values() if (records := mappings(value))]
    return lists[0] if len(lists) == 1 else [answer]


def _flat(record: Mapping[str, Any], prefix: str = "", depth: int = 1) -> dict[str, str]:
    """Return the texts and numbers of an object and of the objects in it, by their path."""
    members: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            members |= _flat(value, f"{prefix}{key}.", depth + 1)
        elif words := text(value):
            members[f"{prefix}{key}"] = words
    return members
