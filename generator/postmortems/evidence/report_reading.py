"""What the readers of user reports share: reports from tables, and the reading."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from .column_times import DayWithoutTimeError, choices, formatted, one_order, zone_in
from .errors import UnreadableEvidenceError
from .format import Format
from .records import Reading, Skipped, UserReport
from .report_table import ReportTable, Row, rows, table_of
from .source import Source

_HINT = (
    "say how the times are written, for example `time: {column: Created, format: '%d.%m.%Y %H:%M'}`"
)


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
        line, reason = skipped.examples[0]
        raise UnreadableEvidenceError(f"no report can be read: {reason}", _HINT, line)
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


def table_format(name: str, why: str, accepts: Callable[[ReportTable], bool]) -> Format:
    """Return the format of a table of user reports, one a row, that `accepts` accepts."""

    def recognize(source: Source) -> str | None:
        table = None if source.columns.value_column else table_of(source)
        if table is None or not accepts(table):
            return None
        return f"{why}, with times in the column `{table.header[table.time]}`"

    def read(source: Source, reason: str) -> Reading:
        if (table := table_of(source)) is None:
            raise UnreadableEvidenceError("the table has no column of times", _HINT, 1)
        return _read_table(name, reason, source, table)

    return Format(name, "user-reports", recognize, read)


def _read_table(name: str, why: str, source: Source, table: ReportTable) -> Reading:
    skipped = Skipped()
    timed = _timed_rows(source, table, skipped)
    reports = [
        UserReport(
            time=time,
            title=row.cell(table.title),
            line=row.line,
            key=row.cell(table.key),
            status=row.cell(table.status),
        )
        for row, time in timed
    ]
    notes = [f"the times are from the column `{table.header[table.time]}`"]
    return report_reading(name, why, source, reports, skipped, notes)


def _timed_rows(source: Source, table: ReportTable, skipped: Skipped) -> list[tuple[Row, datetime]]:
    body = list(rows(source))[1:]
    if source.columns.time_format is not None:
        times = [_formatted(row, source, table.time, skipped) for row in body]
    else:
        body, times = _guessed(body, source, table, skipped)
    return [(row, time) for row, time in zip(body, times, strict=True) if time is not None]


def _formatted(row: Row, source: Source, index: int, skipped: Skipped) -> datetime | None:
    """Return the time of a row in the format that the author gives."""
    cell = row.cell(index)
    try:
        return formatted(cell, source.columns.time_format or "", source.clock)
    except (ValueError, OverflowError):
        skipped.add(row.line, f"`{cell[:40]}` does not have the given format")
        return None


def _guessed(
    body: Sequence[Row], source: Source, table: ReportTable, skipped: Skipped
) -> tuple[list[Row], list[datetime | None]]:
    """Return the rows with a time, and their times in one order of day and month."""
    zone = zone_in(table.header[table.time])
    timed, times = [], []
    for row in body:
        cell = row.cell(table.time)
        try:
            times.append(choices(cell, source.clock, zone))
        except DayWithoutTimeError:
            skipped.add(row.line, f"`{cell[:40]}` is a day without a time")
        except (ValueError, OverflowError, OSError):
            skipped.add(row.line, f"`{cell[:40]}` is not a time" if cell else "the time is empty")
        else:
            timed.append(row)
    ordered = one_order(times, [row.cell(table.time) for row in timed])
    for row, time in zip(timed, ordered, strict=True):
        if time is None:
            skipped.add(row.line, "the order of day and month differs from the other rows")
    return timed, ordered
