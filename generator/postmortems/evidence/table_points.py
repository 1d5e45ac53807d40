"""The series of a table: its rows by time, its columns by the labels in their headings."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from .errors import UnreadableEvidenceError
from .metric_table import MetricTable, cell_at
from .number_cells import UNITS, read_numbers
from .quoting import quoted
from .series_reading import Points, label_name
from .source import Source
from .time_cells import cell_parser

_UNIT_NAME = re.compile(r"units?$", re.IGNORECASE)
_UNIT_IN_NAME = re.compile(r"[(\[]\s*([^()\[\]]{1,12}?)\s*[)\]]\s*$")
_LABELS = re.compile(r'([A-Za-z_][\w.]*)\s*=\s*"((?:[^"\\]|\\.)*)"')
_MOST_SERIES = 20_000
_LONGEST_NAME, _LONGEST_UNIT = 500, 40

Skip = Callable[[int, str], None]
"""Is called with the line and the reason of what is not read."""


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
        if any(cell_at(cells, at) != text for at, text in layout.where.items()):
            continue
        cell = cell_at(cells, layout.time)
        try:
            rows.append((line, seconds_of(cell), cells))
        except ValueError:
            skip(line, f"{quoted(cell)} is not a time" if cell else "the row has no time")
    if not rows:
        raise UnreadableEvidenceError(
            f"no row has a time in the column `{table.names[layout.time]}`",
            'write how times are formed, for example `time: {format: "%d/%m/%Y %H:%M"}`',
        )
    return rows


def _column_series(
    table: MetricTable, layout: Layout, column: int, rows: Sequence[TimedRow], skip: Skip
) -> list[Points]:
    """Return the series of a column, one for each combination of labels.

    The numbers of each are read on their own, because metrics have different units.
    """
    name, labels, unit = _heading(table, column)
    several = len(layout.values) > 1
    groups: dict[tuple[str, ...], list[TimedRow]] = {}
    for row in rows:
        groups.setdefault(tuple(cell_at(row[2], at) for at in layout.labels), []).append(row)
    series = []
    for key, members in groups.items():
        own = {table.names[label]: text for label, text in zip(layout.labels, key, strict=True)}
        stated = _unit(table, layout, members[0][2]) or unit
        points = Points(_name(table, layout, key, name, several=several), {**labels, **own}, stated)
        _add_numbers(points, members, column, skip)
        series.append(points)
    return series


def _add_numbers(points: Points, rows: Sequence[TimedRow], column: int, skip: Skip) -> None:
    numbers = read_numbers(cell_at(cells, column) for _, _, cells in rows)
    points.unit = numbers.unit or points.unit
    for at, reason in numbers.wrong:
        skip(rows[at][0], reason)
    wrong = {at for at, _ in numbers.wrong}
    for at, (line, seconds, _) in enumerate(rows):
        if at not in wrong:
            points.add(seconds, numbers.values[at], line)


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
    names = ((cell_at(cells, at), table.names[at]) for at in layout.labels)
    return next((text for text, name in names if _UNIT_NAME.search(name) and text), None)


def _heading(table: MetricTable, column: int) -> tuple[str, dict[str, str], str | None]:
    """Return the name, the labels and the unit in the headers of a column."""
    labels: dict[str, str] = {}
    texts: list[str] = []
    unit: str | None = None
    for header in table.headers:
        key, text = header[0] if header else "", cell_at(header, column)[:_LONGEST_NAME]
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
        name = label_name(labels) if labels and name.startswith("{") else name
    stated = _UNIT_IN_NAME.search(name[-_LONGEST_UNIT:])
    return name, labels, unit or (stated[1] if stated and stated[1] in UNITS else None)


def _has_units(header: Sequence[str]) -> bool:
    return all(text in UNITS for text in header if text)
