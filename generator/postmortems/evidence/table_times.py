"""Reads the times of a column of a table, in the one order of day and month that fits it."""

from collections.abc import Sequence
from datetime import datetime

from .column_times import Choices, DayWithoutTimeError, choices, formatted, one_order, zone_in
from .quoting import quoted
from .records import Skipped
from .source import Source
from .tables import Row, Table


def timed_rows(
    source: Source, table: Table, index: int, skipped: Skipped
) -> list[tuple[Row, datetime]]:
    """Return the rows of a table with their times in a column; rows without one are counted.

    Raises:
        UnreadableEvidenceError: the times may be day and month, or month and day.
    """
    body = list(table.rows())
    times = times_of(source, table, index, body, skipped)
    return [(row, time) for row, time in zip(body, times, strict=True) if time is not None]


def times_of(
    source: Source, table: Table, index: int, body: Sequence[Row], skipped: Skipped
) -> list[datetime | None]:
    """Return the times of a column, None for each row without one, which is counted.

    Raises:
        UnreadableEvidenceError: the times may be day and month, or month and day.
    """
    if source.columns.time_format is not None:
        return [_formatted(row, source, index, skipped) for row in body]
    zone = zone_in(table.header[index])
    times: list[Choices] = []
    for row in body:
        cell = row.cell(index)
        try:
            times.append(choices(cell, source.clock, zone))
            continue
        except DayWithoutTimeError:
            skipped.add(row.line, f"{quoted(cell)} is a day without a time")
        except (ValueError, OverflowError, OSError):
            skipped.add(row.line, f"{quoted(cell)} is not a time" if cell else "the time is empty")
        times.append({})
    ordered = one_order(times, [row.cell(index) for row in body])
    for row, meanings, time in zip(body, times, ordered, strict=True):
        if meanings and time is None:
            skipped.add(row.line, "the order of day and month differs from the other rows")
    return ordered


def _formatted(row: Row, source: Source, index: int, skipped: Skipped) -> datetime | None:
    """Return the time of a row in the format that the author gives."""
    cell = row.cell(index)
    try:
        return formatted(cell, source.columns.time_format or "", source.clock)
    except (ValueError, OverflowError):
        skipped.add(row.line, f"{quoted(cell)} does not have the given format")
        return None
