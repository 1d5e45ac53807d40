"""Delimited text whose columns the author names in the evidence entry.

Metrics have a value column, or else every column of numbers is a series. User reports and alerts
have a title; columns for it, the key, the state and the end are those with their usual names.
`series: {column: text}` chooses rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from ..delimited import Delimited, may_be_delimited, read_delimited
from ..errors import UnreadableEvidenceError
from ..format import Format
from ..metric_table import MetricTable, metric_table
from ..records import AlertRecord, EvidenceKind, Reading, Skipped, UserReport
from ..series_reading import Origin, metrics_reading
from ..source import Source
from ..table_points import Layout, TimedRow, read_points, timed_rows
from ..time_cells import cell_parser, is_time

NAME = "mapped_csv"
_MOST_HEADERS = 12
_TITLES = (
    *("title", "subject", "summary", "name", "alert", "alertname", "message", "text"),
    *("description", "comment", "body", "feedback", "question"),
)
_KEYS = ("key", "id", "number", "ticket", "ticket id", "issue key", "fingerprint", "incident")
_STATES = ("status", "state")
_SEVERITIES = ("severity", "priority", "level", "urgency")
_ENDS = ("ended", "end", "ends", "endsat", "resolved", "resolved at", "closed", "closed at")

Seconds = Callable[[str], float]


def _recognize_metrics(source: Source) -> str | None:
    columns = source.columns
    names = [name for name in (columns.time_column, columns.value_column) if name]
    if not names or not may_be_delimited(source):
        return None
    return f"the entry names the column {' and '.join(f'`{name}`' for name in names)}"


def _recognize_rows(source: Source) -> str | None:
    return None if source.columns.value_column else _recognize_metrics(source)


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


def _read_reports(source: Source, why: str) -> Reading:
    table, layout = _table(source)
    title = _title(table, layout.time)
    key, state = _first(table, _KEYS), _first(table, _STATES)
    skipped = Skipped()
    reports = tuple(
        UserReport(
            _moment(seconds), _cell(cells, title), line, _cell(cells, key), _cell(cells, state)
        )
        for line, seconds, cells in timed_rows(table, layout, source, skipped.add)
    )
    return _reading(source, "user-reports", why, skipped, reports=reports)


def _read_alerts(source: Source, why: str) -> Reading:
    table, layout = _table(source)
    skipped = Skipped()
    ends = _end_cells(table, layout.time)
    seconds_of = cell_parser(ends, source.clock, source.columns.time_format)
    alerts = tuple(
        _alert(table, layout.time, row, seconds_of)
        for row in timed_rows(table, layout, source, skipped.add)
    )
    return _reading(source, "alerts", why, skipped, alerts=alerts)


def _reading(
    source: Source,
    kind: EvidenceKind,
    why: str,
    skipped: Skipped,
    *,
    alerts: tuple[AlertRecord, ...] = (),
    reports: tuple[UserReport, ...] = (),
) -> Reading:
    return Reading(
        format=NAME,
        kind=kind,
        why=why,
        alerts=alerts,
        reports=reports,
        record_count=len(alerts) + len(reports),
        zone=source.clock.zone_name,
        has_zone=source.clock.has_zone,
        has_year=source.clock.has_year,
        skipped=skipped,
    )


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
        raise _no_column(f"a column `{name[:80]}`", table, "one of its columns")
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
    names = ", ".join(f"`{name[:40]}`" for name in table.names[:20])
    more = f" and {table.width - 20} others" if table.width > 20 else ""
    return UnreadableEvidenceError(
        f"the file does not have {what}; its columns are {names}{more}", f"write {hint}", 1
    )


def _first(table: MetricTable, names: Sequence[str]) -> int | None:
    lowered = [name.lower().replace("_", " ") for name in table.names]
    return next((lowered.index(name) for name in names if name in lowered), None)


def _title(table: MetricTable, time: int) -> int | None:
    """Return the column of titles: by its name, or else that with the longest texts."""
    named = _first(table, _TITLES)
    if named is not None:
        return named
    others = [at for at in range(table.width) if at != time]
    return max(others, key=lambda at: sum(map(len, table.sample(at))), default=None)


def _alert(table: MetricTable, time: int, row: TimedRow, seconds_of: Seconds) -> AlertRecord:
    line, seconds, cells = row
    name = _cell(cells, _title(table, time))
    return AlertRecord(
        name,
        _moment(seconds),
        line,
        _cell(cells, _first(table, _KEYS)) or name,
        ended=_ended(_cell(cells, _first(table, _ENDS)), seconds_of),
        state=_cell(cells, _first(table, _STATES)),
        severity=_cell(cells, _first(table, _SEVERITIES)) or None,
    )


def _end_cells(table: MetricTable, time: int) -> list[str]:
    end = _first(table, _ENDS)
    return table.cells(time) + ([] if end is None else table.cells(end))


def _ended(cell: str, seconds_of: Seconds) -> datetime | None:
    try:
        return _moment(seconds_of(cell))
    except ValueError:
        return None


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _cell(cells: Sequence[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""


FORMAT = Format(NAME, "metrics", _recognize_metrics, _read_metrics)
FORMAT_OF_REPORTS = Format(NAME, "user-reports", _recognize_rows, _read_reports)
FORMAT_OF_ALERTS = Format(NAME, "alerts", _recognize_rows, _read_alerts)
