"""Tables of metrics: which column has the times, which the values, and which choose the series."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from .delimited import Delimited, Row
from .number_cells import is_missing, is_number
from .time_cells import has_offset, is_dated, is_time

_MOST_HEADERS = 12
_SAMPLE = 200
_ANNOTATIONS = ("#group", "#datatype", "#default")
_DATE = re.compile(r"(?:\d{4}|\d{1,2})[-/.]\d{1,2}[-/.](?:\d{4}|\d{1,2})$")
_CLOCK_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?$")
_TIME_NAME = re.compile(
    r"_?time$|time|date|stamp|when|epoch|period|clock|^@?ts$|^t$", re.IGNORECASE
)
_VALUE_NAME = re.compile(r"_?value$|^val$|^v$|^metric[ _]?value$", re.IGNORECASE)
_NOT_VALUE = re.compile(r"^#$|^id$|[ _-]id$|^(?:ticket|number|key|index|row|table)$", re.IGNORECASE)
_NOT_LABEL = re.compile(r"^(?:result|table|_start|_stop)$")


@dataclass(frozen=True)
class MetricTable:
    """A table with rows of headers and rows of data.

    Args:
        headers: the rows above the first row that has a time; none if the file begins with it.
        rows: the rows of data.
    """

    headers: Sequence[Sequence[str]]
    rows: Sequence[Row]

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max(len(cells) for cells in (*self.headers, *(c for _, c in self.rows[:_SAMPLE])))

    @cached_property
    def names(self) -> list[str]:
        """A name for each column: its first header, or its number from 1."""
        first = self.headers[0] if self.headers else ()
        named = zip_longest(first, range(1, self.width + 1), fillvalue="")
        return [str(name or at) for name, at in named][: self.width]

    def cells(self, column: int) -> list[str]:
        """Return the cells of a column, "" where a row is too short."""
        return [cells[column] if column < len(cells) else "" for _, cells in self.rows]

    def sample(self, column: int) -> list[str]:
        """Return the cells of a column near the beginning that are not missing."""
        rows = (c for _, c in self.rows[:_SAMPLE] if column < len(c) and c not in self.headers)
        cells = (row[column] for row in rows)
        return [cell for cell in cells if not is_missing(cell)]

    @cached_property
    def time_columns(self) -> list[int]:
        """The columns that have times: those with an offset first, then epochs, then others.

        A time in words is preferred to an epoch beside it: programs write both, and the epoch is
        the one that exports damage.
        """
        columns = [at for at in range(self.width) if self._is_time_column(at)]
        return sorted(columns, key=self._time_rank)

    def _is_time_column(self, column: int) -> bool:
        cells = self.sample(column)
        times = sum(map(is_time, cells))
        if not cells or times * 2 <= len(cells):
            return False
        has_dates = any(map(is_dated, cells)) and not all(map(is_number, cells))
        return has_dates or column == 0 or bool(_TIME_NAME.search(self.names[column]))

    def _time_rank(self, column: int) -> tuple[bool, int, int]:
        cells = self.sample(column)
        order = 0 if all(map(has_offset, cells)) else 2 if any(map(is_dated, cells)) else 1
        return self.names[column].lower() in ("_start", "_stop"), order, column

    @cached_property
    def value_columns(self) -> list[int]:
        """The columns that have numbers; only that with the name of a value if there is a text."""
        numeric = self._numeric_columns
        usable = [at for at in numeric if not _NOT_VALUE.search(self.names[at])]
        if not self._text_columns:
            return usable or numeric
        return [at for at in numeric if _VALUE_NAME.search(self.names[at])] or usable

    def _has_name(self, column: int) -> bool:
        """Return whether a column has a heading; the index of a data frame has none."""
        return not self.headers or any(cell_at(header, column) for header in self.headers)

    def _is_numeric(self, column: int) -> bool:
        if column in self.time_columns or not self._has_name(column):
            return False
        cells = self.sample(column)
        return sum(map(is_number, cells)) >= 0.8 * len(cells)

    @cached_property
    def _numeric_columns(self) -> list[int]:
        return [at for at in range(self.width) if self._is_numeric(at)]

    @cached_property
    def _text_columns(self) -> list[int]:
        known = {*self._numeric_columns, *self.time_columns}
        others = (at for at in range(self.width) if at not in known and self._has_name(at))
        return [at for at in others if self.sample(at)]

    @cached_property
    def label_columns(self) -> list[int]:
        """The columns whose texts choose the series."""
        columns = self._text_columns
        if columns and any(_VALUE_NAME.search(self.names[at]) for at in self.value_columns):
            columns = sorted({*columns, *self._numeric_columns} - {*self.value_columns})
        return [at for at in columns if not _NOT_LABEL.match(self.names[at])]

    @property
    def is_metrics(self) -> bool:
        """Whether the table has times, values, and labels that repeat."""
        if not self.time_columns or not self.value_columns:
            return False
        if not self.label_columns or _VALUE_NAME.search(self.names[self.value_columns[0]]):
            return True
        rows = self.rows[:_SAMPLE]
        chosen = {tuple(cell_at(cells, at) for at in self.label_columns) for _, cells in rows}
        return len(chosen) * 2 <= len(rows)


def metric_table(delimited: Delimited) -> MetricTable | None:
    """Return a table, or None if none of its first rows has a time.

    Rows above it that are shorter are titles, and annotations of InfluxDB are no headers.
    """
    for at, (_, cells) in enumerate(delimited.rows[: _MOST_HEADERS + 1]):
        if any(is_time(cell) for cell in cells):
            above = [header for _, header in delimited.rows[:at]]
            headers = [one for one in above if one[0] not in _ANNOTATIONS and len(one) > 1]
            return _with_whole_times(MetricTable(headers, delimited.rows[at:]))
    return None


def _with_whole_times(table: MetricTable) -> MetricTable:
    """Return the table with a column of dates joined to a column of clock times beside it."""
    first = table.rows[0][1]
    pairs = (at for at in range(len(first) - 1) if _DATE.match(first[at]))
    date = next((at for at in pairs if _CLOCK_TIME.match(first[at + 1])), None)
    if date is None:
        return table

    def joined(cells: Sequence[str], between: str) -> list[str]:
        whole = between.join(cells[date : date + 2])
        return [*cells[:date], whole, *cells[date + 2 :]]

    headers = [joined(header, " and ") for header in table.headers]
    return MetricTable(headers, [(line, joined(cells, " ")) for line, cells in table.rows])


def cell_at(cells: Sequence[str], column: int) -> str:
    """Return the cell of a column, "" where the row is too short."""
    return cells[column] if column < len(cells) else ""
