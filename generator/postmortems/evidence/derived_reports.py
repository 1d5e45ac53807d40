"""Reports of users over time."""

from __future__ import annotations  # Python 3.11 cannot subscript `array`

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from .records import UserReport
from .redactor import Redact
from .window import Window


@dataclass(frozen=True)
class FirstReport:
    """The first report of users that may be about an incident, redacted."""

    time: datetime
    title: str
    line: int


@dataclass(frozen=True)
class DerivedReports:
    """The reports of users in one file.

    Args:
        times: of the reports, in ascending order, as seconds since the epoch.
        first: the first report during the incident, or shortly before it; None if there is none.
    """

    times: array[float]
    first: FirstReport | None = None


@dataclass(frozen=True)
class ReportCounts:
    """The reports of users in all files.

    Args:
        times: of the reports, in ascending order.
        total: the number of reports from the first one of the incident on.
        until_mitigated: of these, the number until users were no longer affected; None if that is
            not recorded.
        before: the number of earlier reports.
    """

    times: tuple[float, ...]
    total: int
    until_mitigated: int | None
    before: int


def derived_reports(
    records: Iterable[UserReport], window: Window, redact: Redact
) -> DerivedReports:
    """Return what is derived from the reports of a file."""
    ordered = sorted(records, key=lambda record: record.time)
    first = next((record for record in ordered if window.is_sign(record.time)), None)
    return DerivedReports(
        array("d", (record.time.timestamp() for record in ordered)),
        FirstReport(first.time, redact(first.title), first.line) if first else None,
    )


def report_counts(files: Iterable[DerivedReports], window: Window) -> ReportCounts | None:
    """Return the number of reports of all files; None if there are none."""
    derived = list(files)
    times = tuple(sorted(time for one in derived for time in one.times))
    if not times:
        return None
    firsts = [one.first.time for one in derived if one.first]
    start = min(firsts).timestamp() if firsts else None
    before = 0 if start is None else sum(time < start for time in times)
    until = None
    if start is not None and window.mitigated is not None:
        until = max(0, bisect_right(times, window.mitigated.timestamp()) - before)
    return ReportCounts(times, len(times) - before, until, before)


def at(seconds: float) -> datetime:
    """Return the time of a number of seconds since the epoch."""
    return datetime.fromtimestamp(seconds, UTC)
