"""What the readers of user reports share: reports from tables, and the reading."""

from collections.abc import Callable, Iterable, Sequence

from .format import Format
from .records import Reading, Skipped, UserReport
from .source import Source
from .table_columns import check_author_column, has_log_levels, text_column, time_column
from .table_times import timed_rows
from .tables import Table
from .unread_error import unread_error

_TITLES = (
    *("subject", "title", "summary", "ticket subject", "issue", "problem", "what happened"),
    *("description", "message", "feedback", "comment", "body", "text", "details", "name"),
)
_KEYS = (
    *("issue key", "key", "ticket id", "ticket number", "case number", "number", "id"),
    *("ticket", "reference", "conversation id"),
)
_STATES = ("status", "state", "ticket status", "stage")


def report_reading(
    name: str,
    why: str,
    source: Source,
    reports: Sequence[UserReport],
    skipped: Skipped,
    notes: Iterable[str] = (),
) -> Reading:
    """Return the reading of a file of user reports, in the order of their time.

    Raises:
        UnreadableEvidenceError: the file has reports, and none has a time.
    """
    if skipped.count and not reports:
        raise unread_error("report", skipped)
    return Reading(
        format=name,
        kind="user-reports",
        why=why,
        reports=tuple(sorted(reports, key=lambda report: report.time)),
        record_count=len(reports),
        zone=source.clock.zone_name,
        has_zone=source.clock.has_zone,
        has_year=source.clock.has_year,
        skipped=skipped,
        notes=tuple(dict.fromkeys(notes)),
    )


def report_table_format(
    name: str,
    why: str,
    table_of: Callable[[Source], Table | None],
    accepts: Callable[[Table], bool] = lambda table: True,
    *,
    needs_kind: bool = False,
) -> Format:
    """Return the format of a table of user reports, one a row, that `accepts` accepts."""

    def recognize(source: Source) -> str | None:
        if source.columns.value_column is not None:
            return None
        table = table_of(source)
        if table is None or has_log_levels(table) or not accepts(table):
            return None
        index = time_column(table, source)
        return None if index is None else f"{why}, with times in `{table.header[index]}`"

    def read(source: Source, reason: str) -> Reading:
        table = table_of(source)
        index = time_column(table, source) if table else None
        if table is None or index is None:
            raise unread_error("report", Skipped())
        return _read_table(name, reason, source, table, index)

    return Format(name, "user-reports", recognize, read, needs_kind)


def _read_table(name: str, why: str, source: Source, table: Table, time: int) -> Reading:
    check_author_column(table, source)
    key, status, title = (table.index_of(*names) for names in (_KEYS, _STATES, _TITLES))
    if title is None:
        title = text_column(table, {time, key, status})
    skipped = Skipped()
    reports = [
        UserReport(at, row.cell(title), row.line, row.cell(key), row.cell(status))
        for row, at in timed_rows(source, table, time, skipped)
    ]
    notes = [f"the times are from `{table.header[time]}`"]
    return report_reading(name, why, source, reports, skipped, notes)
