"""Tables of alerts, such as the history of alerts that a tool exports as CSV."""

from collections.abc import Callable, Sequence
from datetime import datetime

from .alert_reading import key_of, reading_of
from .format import Format
from .records import AlertRecord, Reading, Skipped
from .source import Source
from .table_columns import check_author_column, text_column, time_column
from .table_times import times_of
from .tables import Row, Table
from .unread_error import unread_error

_NAMES = (
    *("alertname", "alert name", "alert", "rule", "rule name", "monitor", "monitor name", "check"),
    *("title", "name", "summary", "subject", "message", "description"),
)
_ENDS = (
    *("ended", "ended at", "ends at", "end", "end time", "resolved", "resolved at", "resolved on"),
    *("recovered at", "closed", "closed at", "closed on", "until"),
)
_ACKNOWLEDGED = ("acknowledged", "acknowledged at", "acknowledged on", "acked at")
_SEVERITIES = ("severity", "priority")
_STATES = ("status", "state")
_THRESHOLDS = ("threshold",)
_VALUES = ("value", "actual")


def alert_table_format(
    name: str, why: str, table_of: Callable[[Source], Table | None], *, needs_column: bool
) -> Format:
    """Return the format of a table of alerts, one a row, if the author says that it has alerts.

    With `needs_column`, the author must name the column of their start as well.
    """

    def recognize(source: Source) -> str | None:
        if needs_column and source.columns.time_column is None:
            return None
        table = table_of(source)
        index = time_column(table, source) if table else None
        if table is None or (index is None and source.columns.time_column is None):
            return None
        return why if index is None else f"{why}, with times in `{table.header[index]}`"

    def read(source: Source, reason: str) -> Reading:
        if (table := table_of(source)) is None:
            raise unread_error("alert", Skipped())
        check_author_column(table, source)
        if (index := time_column(table, source)) is None:
            raise unread_error("alert", Skipped())
        skipped = Skipped()
        records = _records(source, table, index, skipped)
        if skipped.count and not records:
            raise unread_error("alert", skipped)
        notes = [f"the times are from `{table.header[index]}`"]
        return reading_of(name, reason, source, records, skipped, notes)

    return Format(name, "alerts", recognize, read, needs_kind=True)


def _records(source: Source, table: Table, time: int, skipped: Skipped) -> list[AlertRecord]:
    rows = list(table.rows())
    starts = times_of(source, table, time, rows, skipped)
    ends, acknowledged = (
        _times(source, table, rows, names, time) for names in (_ENDS, _ACKNOWLEDGED)
    )
    name = table.index_of(*_NAMES)
    name = text_column(table, {time}) if name is None else name
    severity, state, threshold, value = (
        table.index_of(*names) for names in (_SEVERITIES, _STATES, _THRESHOLDS, _VALUES)
    )
    return [
        AlertRecord(
            name=row.cell(name) or "unnamed alert",
            started=start,
            line=row.line,
            key=key_of(row.cell(name), {}),
            ended=end,
            acknowledged=acknowledgement,
            state=row.cell(state),
            severity=row.cell(severity) or None,
            threshold=row.cell(threshold) or None,
            actual=row.cell(value) or None,
        )
        for row, start, end, acknowledgement in zip(rows, starts, ends, acknowledged, strict=True)
        if start is not None
    ]


def _times(
    source: Source, table: Table, rows: Sequence[Row], names: Sequence[str], taken: int
) -> list[datetime | None]:
    """Return the times of a column that may be empty or absent."""
    index = table.index_of(*names)
    if index is None or index == taken:
        return [None] * len(rows)
    return times_of(source, table, index, rows, Skipped())
