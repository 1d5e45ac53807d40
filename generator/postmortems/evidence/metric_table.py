"""Tables of metrics: which column has the times, which the values, and which choose the series."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest

from .delimited import Delimited, Row
from .errors import UnreadableEvidenceError
from .number_cells import UNITS, is_missing, is_number, read_numbers
from .series_reading import Points
from .source import Source
from .time_cells import cell_parser, is_dated, is_time

_MOST_HEADERS = 12
_SAMPLE = 200
_TIME_NAME = re.compile(
    r"_?time$|time|date|stamp|when|epoch|period|clock|^@?ts$|^t$", re.IGNORECASE
)
_VALUE_NAME = re.compile(r"_?value$|^val$|^v$|^metric[ _]?value$", re.IGNORECASE)
_NOT_VALUE = re.compile(r"^#$|^id$|[ _-]id$|^(?:ticket|number|key|index|row|table)$", re.IGNORECASE)
_NOT_LABEL = re.compile(r"^(?:result|table|_start|_stop)$")
_UNIT_NAME = re.compile(r"units?$", re.IGNORECASE)
_UNIT_IN_NAME = re.compile(r"[(\[]\s*([^()\[\]]{1,12}?)\s*[)\]]\s*$")
_LABELS = re.compile(r'([A-Za-z_][\w.]*)\s*=\s*"((?:[^"\\]|\\.)*)"')
_MOST_SERIES = 20_000

Skip = Callable[[int, str], None]
"""Is called with the line and the reason of what is not read."""


@dataclass(frozen=True)
class MetricTable:
    """A table with rows of headers and rows of data.

    Args:
        headers: the rows above the first row that has a time, with as many cells as the table has
            columns.
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
        """The columns that have times, those with the name of a time and a date first."""
        columns = [at for at in range(self.width) if self._is_time_column(at)]
        return sorted(columns, key=self._time_rank)

    def _is_time_column(self, column: int) -> bool:
        cells = self.sample(column)
        times = sum(map(is_time, cells))
        if not cells or times * 2 <= len(cells):
            return False
        has_dates = any(map(is_dated, cells)) and not all(map(is_number, cells))
        return has_dates or column == 0 or bool(_TIME_NAME.search(self.names[column]))

    def _time_rank(self, column: int) -> tuple[bool, int]:
        return self.names[column].lower() in ("_start", "_stop"), column

    @cached_property
    def value_columns(self) -> list[int]:
        """The columns that have numbers; only that with the name of a value if there is a text."""
        numeric = [at for at in range(self.width) if self._is_numeric(at)]
        if not self._text_columns(numeric):
            return numeric
        named = [at for at in numeric if _VALUE_NAME.search(self.names[at])]
        return named or [at for at in numeric if not _NOT_VALUE.search(self.names[at])]

    def _is_numeric(self, column: int) -> bool:
        if column in self.time_columns:
            return False
        cells = self.sample(column)
        return sum(map(is_number, cells)) >= 0.8 * len(cells)

    def _text_columns(self, numeric: Sequence[int]) -> list[int]:
        known = {*numeric, *self.time_columns}
        return [at for at in range(self.width) if at not in known]

    @cached_property
    def label_columns(self) -> list[int]:
        """The columns whose texts choose the series."""
        numeric = [at for at in range(self.width) if self._is_numeric(at)]
        columns = self._text_columns(numeric)
        if columns and any(_VALUE_NAME.search(self.names[at]) for at in self.value_columns):
            columns = sorted({*columns, *numeric} - set(self.value_columns))
        return [at for at in columns if not _NOT_LABEL.match(self.names[at])]

    @property
    def is_metrics(self) -> bool:
        """Whether the table has times, values, and labels that repeat."""
        if not self.time_columns or not self.value_columns:
            return False
        if not self.label_columns or _VALUE_NAME.search(self.names[self.value_columns[0]]):
            return True
        rows = self.rows[:_SAMPLE]
        chosen = {tuple(_at(cells, at) for at in self.label_columns) for _, cells in rows}
        return len(chosen) * 2 <= len(rows)


def metric_table(delimited: Delimited) -> MetricTable | None:
    """Return a table, or None if none of its first rows has a time."""
    for at, (_, cells) in enumerate(delimited.rows[: _MOST_HEADERS + 1]):
        if any(is_time(cell) for cell in cells):
            headers = [cells for _, cells in delimited.rows[:at]]
            return MetricTable(headers, delimited.rows[at:])
    return None


@dataclass
class Layout:
    """The columns to read: the times, the values, and the labels."""

    time: int
    values: Sequence[int]
    labels: Sequence[int] = ()
    where: Mapping[int, str] = field(default_factory=dict)
    """The text that a column must have in the rows that are read."""
    time_format: str | None = None


def layout_of(table: MetricTable, time_format: str | None = None) -> Layout:
    """Return the columns of a table that has times and values."""
    columns = table.value_columns, table.label_columns
    return Layout(table.time_columns[0], *columns, time_format=time_format)


TimedRow = tuple[int, float, list[str]]
"""The line of a row, its time in seconds since the epoch, and its cells."""


def read_points(
    table: MetricTable, layout: Layout, source: Source, skip: Skip
) -> tuple[list[Points], int]:
    """Return the series of a table by column and first row, and the number of rows with a time.

    Args:
        table: the table.
        layout: its columns.
        source: the file, for its clock.
        skip: is called with the line and the reason of a row or cell that is not read.

    Raises:
        UnreadableEvidenceError: no row has a time, or there are too many series.
    """
    rows = timed_rows(table, layout, source, skip)
    series: list[Points] = []
    for column in layout.values:
        series += _column_series(table, layout, column, rows, skip)
        if len(series) > _MOST_SERIES:
            raise UnreadableEvidenceError(
                f"the file has more than {_MOST_SERIES:,} series",
                "choose some with `series: {label: value}`, or export fewer",
            )
    return series, len(rows)


def timed_rows(table: MetricTable, layout: Layout, source: Source, skip: Skip) -> list[TimedRow]:
    """Return the rows that are chosen and have a time; a repeated header is not a row.

    Raises:
        UnreadableEvidenceError: there is none.
    """
    seconds_of = cell_parser(table.cells(layout.time), source.clock, layout.time_format)
    rows: list[TimedRow] = []
    for line, cells in table.rows:
        if cells in table.headers:
            continue
        if any(_at(cells, at) != text for at, text in layout.where.items()):
            continue
        cell = _at(cells, layout.time)
        try:
            rows.append((line, seconds_of(cell), cells))
        except ValueError:
            skip(line, f"`{cell[:40]}` is not a time" if cell else "the row has no time")
    if not rows:
        raise UnreadableEvidenceError(
            f"no row has a time in the column `{table.names[layout.time]}`",
            'write how times are formed, for example `time: {format: "%d/%m/%Y %H:%M"}`',
        )
    return rows


def _column_series(
    table: MetricTable,
    layout: Layout,
    column: int,
    rows: Sequence[TimedRow],
    skip: Skip,
) -> list[Points]:
    numbers = read_numbers(_at(cells, column) for _, _, cells in rows)
    wrong = {at for at, _ in numbers.wrong}
    for at, reason in numbers.wrong:
        skip(rows[at][0], reason)
    name, labels, unit = _heading(table, column)
    several = len(layout.values) > 1
    series: dict[tuple[str, ...], Points] = {}
    for at, (line, seconds, cells) in enumerate(rows):
        key = tuple(_at(cells, label) for label in layout.labels)
        if key not in series:
            own = {table.names[label]: text for label, text in zip(layout.labels, key, strict=True)}
            series[key] = Points(
                _name(table, layout, key, name, several=several),
                {**labels, **own},
                _unit(table, layout, cells) or numbers.unit or unit,
            )
        if at not in wrong:
            series[key].add(seconds, numbers.values[at], line)
    return list(series.values())


def _name(
    table: MetricTable, layout: Layout, key: Sequence[str], name: str, *, several: bool
) -> str:
    texts = [
        text
        for column, text in zip(layout.labels, key, strict=True)
        if text and not _UNIT_NAME.search(table.names[column])
    ]
    return " ".join(dict.fromkeys([*texts, name] if several or not texts else texts))


def _unit(table: MetricTable, layout: Layout, cells: Sequence[str]) -> str | None:
    """Return the unit in a column of the row that is named so."""
    names = ((_at(cells, at), table.names[at]) for at in layout.labels)
    return next((text for text, name in names if _UNIT_NAME.search(name) and text), None)


def _heading(table: MetricTable, column: int) -> tuple[str, dict[str, str], str | None]:
    """Return the name, the labels and the unit in the headers of a column."""
    labels: dict[str, str] = {}
    texts: list[str] = []
    unit: str | None = None
    for header in table.headers:
        key, text = header[0] if header else "", _at(header, column)
        if not text:
            continue
        if _UNIT_NAME.search(key) or (header is not table.headers[0] and _has_units(header)):
            unit = text
            continue
        texts.append(text)
        if len(table.headers) > 1 and key and column != 0:
            labels[key] = text
    name = " ".join(dict.fromkeys(texts)) or f"column {column + 1}"
    if not labels and "{" in name:
        labels = dict(_LABELS.findall(name))
    stated = _UNIT_IN_NAME.search(name)
    return name, labels, unit or (stated[1] if stated and stated[1] in UNITS else None)


def _has_units(header: Sequence[str]) -> bool:
    return all(text in UNITS for text in header if text)


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""
