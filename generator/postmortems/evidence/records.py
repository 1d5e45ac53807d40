"""What readers of evidence return: alerts, series of metrics, log entries and user reports.

All times are aware and in UTC. `Reading.has_zone` and `Reading.has_year` say whether the file, or
the author, gives the zone and the year. Without a zone, the clock times of the file stand as if
they were UTC, and must not be compared with the times of the incident.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

EvidenceKind = Literal["report", "logs", "alerts", "user-reports", "metrics"]


@dataclass(frozen=True, slots=True)
class AlertRecord:
    """An alert that fired once.

    `threshold` and `actual` are texts with units, as the export has them. `key` is the same for
    all records of one alert rule on one target, such as a fingerprint. `line` is the line of the
    file, from 1, where the record begins or its start time stands.
    """

    name: str
    started: datetime
    line: int
    key: str
    ended: datetime | None = None
    acknowledged: datetime | None = None
    state: str = ""
    severity: str | None = None
    threshold: str | None = None
    actual: str | None = None
    summary: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Series:
    """A metric over time.

    `times` are seconds since the epoch in ascending order, and `values` has a number for each; a
    missing value is NaN. Infinite values are missing values too. `lines` has the line of each
    point in the file, from 1, or is empty if the format has no lines.
    """

    name: str
    times: "array[float]"  # quoted, because Python 3.11 cannot subscript `array`
    values: "array[float]"
    unit: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    lines: "array[int]" = field(default_factory=lambda: array("q"))


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry of a log, which may have several lines. `level` is as in the file; "" if none."""

    time: datetime
    message: str
    line: int
    level: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class UserReport:
    """A report of a user, such as a support ticket."""

    time: datetime
    title: str
    line: int
    key: str = ""
    status: str = ""


@dataclass
class Skipped:
    """The parts of a file that are not read: their number, and the line and reason of the first."""

    count: int = 0
    examples: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, reason: str) -> None:
        """Count a part that is not read."""
        self.count += 1
        if len(self.examples) < 3:
            self.examples.append((line, reason))


@dataclass
class Reading:
    """What was read of a file of evidence.

    `entries` iterates over the entries of a log, from the file anew with each call, so that a log
    does not have to fit in memory. `record_count` is the number of records of the file; for a log
    it is known after an iteration. `why` says how the format was recognized.
    """

    format: str
    kind: EvidenceKind
    why: str
    alerts: tuple[AlertRecord, ...] = ()
    series: tuple[Series, ...] = ()
    entries: Callable[[], Iterator[LogEntry]] | None = None
    reports: tuple[UserReport, ...] = ()
    text: str = ""
    record_count: int = 0
    zone: str = ""
    """The zone of the times, in words: `UTC`, `+02:00`, `Europe/London (given)`."""
    has_zone: bool = True
    has_year: bool = True
    skipped: Skipped = field(default_factory=Skipped)
    notes: tuple[str, ...] = ()
    """What a reader should know, such as `the last page of 100; the export has more`."""
