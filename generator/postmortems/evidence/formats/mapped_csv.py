"""Delimited text whose columns the author names in the evidence entry.

The entry names the column of values, or else every column of numbers is a series.
`series: {column: text}` chooses rows. Reports of users and alerts with named columns are read by
`user_reports_csv` and `alerts_csv`.
"""

from dataclasses import replace

from ..delimited import Delimited, may_be_delimited, read_delimited
from ..errors import UnreadableEvidenceError
from ..format import Format
from ..metric_table import MetricTable, metric_table
from ..quoting import quoted
from ..records import Reading, Skipped
from ..series_reading import Origin, metrics_reading
from ..source import Source
from ..table_points import Layout, read_points
from ..time_cells import is_time

NAME = "mapped_csv"
_MOST_HEADERS = 12


def _recognize_value(source: Source) -> str | None:
    value = source.columns.value_column
    if value and may_be_delimited(source):
        return f"the entry names the column `{value}`"
    return None


def _recognize_time(source: Source) -> str | None:
    time = source.columns.time_column
    if time and may_be_delimited(source):
        return f"the entry names the column `{time}`"
    return None


def _read_metrics(source: Source, why: str) -> Reading:
    table, layout = _table(source)
    value, skipped = source.columns.value_column, Skipped()
    values = [_column(table, value)] if value else table.value_columns
    values = [at for at in values if at != layout.time]
    if not values:
        raise _no_column("a column of numbers", table, "value: {column: NAME}")
    points, count = read_points(table, replace(layout, values=values), source, skipped.add)
    chosen = {
        name: text
        for name, text in source.columns.labels.items()
        if _find(table, name) in layout.where
    }
    for one in points:
        one.labels = {**one.labels, **chosen}
    return metrics_reading(Origin(source, NAME, why, skipped), points, count)


def _table(source: Source) -> tuple[MetricTable, Layout]:
    """Return the table with its column of times, and the text that columns must have.

    A label that is not a column is one of the series.
    """
    columns = source.columns
    delimited = read_delimited(source)
    if columns.time_column is None:
        table = metric_table(delimited)
        if table is None or not table.time_columns:
            raise UnreadableEvidenceError(
                "no column has times that can be read", "name it: `time: {column: NAME}`", 1
            )
        time = table.time_columns[0]
    else:
        table = _headed(delimited, columns.time_column)
        time = _column(table, columns.time_column)
    chosen = ((_find(table, name), text) for name, text in columns.labels.items())
    where = {at: text for at, text in chosen if at is not None and at != time}
    return table, Layout(time, (), where=where, time_format=columns.time_format)


def _headed(delimited: Delimited, name: str) -> MetricTable:
    """Return the table below the first row that has a name, or below the first row.

    If the name is the number of a column, the file may have no header at all.
    """
    rows = delimited.rows
    for at, (_, cells) in enumerate(rows[:_MOST_HEADERS]):
        if name.lower() in (cell.lower() for cell in cells):
            headers = [above for _, above in rows[: at + 1] if len(above) == len(cells)]
            return MetricTable(headers, rows[at + 1 :])
    if not rows:
        return MetricTable([[""]], [])
    column = int(name[:6]) - 1 if name.isdecimal() else -1
    if 0 <= column < len(rows[0][1]) and is_time(rows[0][1][column]):
        return MetricTable([], rows)
    return MetricTable([rows[0][1]], rows[1:])


def _column(table: MetricTable, name: str) -> int:
    """Return the column of a name, or else of a number from 1.

    Raises:
        UnreadableEvidenceError: there is none.
    """
    column = _find(table, name)
    if column is None:
        raise _no_column(f"a column {quoted(name)}", table, "one of its columns")
    return column


def _find(table: MetricTable, name: str) -> int | None:
    for header in (*table.headers, table.names):
        if name in header:
            return header.index(name)
    for header in table.headers:
        lowered = [column.lower() for column in header]
        if name.lower() in lowered:
            return lowered.index(name.lower())
    if name.isdecimal() and 1 <= int(name[:6]) <= table.width:
        return int(name[:6]) - 1
    return None


def _no_column(what: str, table: MetricTable, hint: str) -> UnreadableEvidenceError:
    names = ", ".join(quoted(name) for name in table.names[:20])
    more = f" and {table.width - 20} others" if table.width > 20 else ""
    return UnreadableEvidenceError(
        f"the file does not have {what}; its columns are {names}{more}", f"write {hint}", 1
    )


FORMAT = Format(NAME, "metrics", _recognize_value, _read_metrics)
FORMAT_OF_ALL_COLUMNS = Format(NAME, "metrics", _recognize_time, _read_metrics, needs_kind=True)
