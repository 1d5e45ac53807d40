"""What is derived from the evidence of an incident: what its page shows and its rules compare.

It holds no text of a file that is not redacted, and no more of a file than a page shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from .alert_rows import AlertRow, DerivedAlert, alert_rows
from .derived_log import DerivedLog
from .derived_metrics import DerivedSeries
from .derived_reports import DerivedReports, ReportCounts, report_counts
from .records import EvidenceKind
from .window import Window


@dataclass(frozen=True)
class UnreadableFile:
    """Why a file of evidence cannot be read; see `UnreadableEvidenceError`."""

    reason: str
    hint: str
    line: int | None = None


@dataclass(frozen=True)
class DerivedFile:
    """What is derived from one file of evidence.

    Args:
        index: of its entry in the incident.
        file: its path within the incident's folder, redacted.
        kind: as its entry says.
        error: why it cannot be read; the following are then empty.
        format: the name of the format.
        why: how the format was recognized.
        records: the number of records, such as alerts, points or log entries.
        first: the time of the first record.
        last: the time of the last record.
        first_after_detection: the time of the first record at or after the detection.
        zone: the zone of its times, in words.
        has_zone: whether the zone of its times is known.
        has_year: whether the year of its times is known.
        skipped: the number of its parts that were not read, with the line and reason of the first.
        redacted: the number of values that were replaced.
        notes: what a reader should know.
        alerts: the alerts.
        series: the series that are furthest from their baseline.
        more_series: the number of the other series.
        log: the summary of a log.
        reports: the reports of users.
        text: the text of a report on the incident, redacted and shortened.
    """

    index: int
    file: str
    kind: EvidenceKind
    error: UnreadableFile | None = None
    format: str = ""
    why: str = ""
    records: int = 0
    first: datetime | None = None
    last: datetime | None = None
    first_after_detection: datetime | None = None
    zone: str = ""
    has_zone: bool = True
    has_year: bool = True
    skipped: int = 0
    first_skipped: tuple[int, str] | None = None
    redacted: int = 0
    notes: tuple[str, ...] = ()
    alerts: tuple[DerivedAlert, ...] = ()
    series: tuple[DerivedSeries, ...] = ()
    more_series: int = 0
    log: DerivedLog | None = None
    reports: DerivedReports | None = None
    text: str = ""

    @property
    def is_comparable(self) -> bool:
        """Whether its times can be compared with those of the incident."""
        return self.has_zone and self.has_year


@dataclass(frozen=True)
class DerivedEvidence:
    """What is derived from the files of an incident, in the order of its entries.

    `window` has the times of the incident that it was derived with. `key` is a hash of all that it
    is derived from; empty if it is not known.
    """

    files: tuple[DerivedFile, ...] = ()
    window: Window = field(default_factory=Window)
    key: bytes = b""

    def __bool__(self) -> bool:
        """Return whether there is a file."""
        return bool(self.files)

    def of(self, kind: EvidenceKind) -> list[DerivedFile]:
        """Return the files of a kind that could be read."""
        return [file for file in self.files if file.kind == kind and file.error is None]

    def comparable(self, kind: EvidenceKind) -> list[DerivedFile]:
        """Return the files of a kind whose times can be compared with those of the incident."""
        return [file for file in self.of(kind) if file.is_comparable]

    def only(self, indexes: Iterable[int]) -> "DerivedEvidence":
        """Return what is derived from the entries with the given indexes."""
        kept = frozenset(indexes)
        return replace(self, files=tuple(file for file in self.files if file.index in kept))

    @cached_property
    def by_index(self) -> dict[int, DerivedFile]:
        """The files by the index of their entry."""
        return {file.index: file for file in self.files}

    @cached_property
    def alert_rows(self) -> tuple[AlertRow, ...]:
        """The alerts of all files; see `alert_rows`."""
        files = [(file.index, file.alerts) for file in self.comparable("alerts")]
        return alert_rows(files, self.window)

    @cached_property
    def reports(self) -> ReportCounts | None:
        """The number of reports of users in all files; None if there are none."""
        files = [file.reports for file in self.comparable("user-reports") if file.reports]
        return report_counts(files, self.window)

    @cached_property
    def not_comparable(self) -> list[DerivedFile]:
        """The files whose times have no zone or no year."""
        return [file for file in self.files if not file.is_comparable and file.records]

    @cached_property
    def has_monitoring(self) -> bool:
        """Whether a page has something to show of alerts, metrics, logs or reports."""
        kinds = DERIVED_KINDS
        return any(file.records for kind in kinds for file in self.of(kind))

    @property
    def filled_sections(self) -> frozenset[str]:
        """The names of the sections of a page that have content from evidence."""
        return frozenset(["monitoring"] if self.has_monitoring else [])

    def first_data(self) -> datetime | None:
        """Return when data was first gathered at or after the detection."""
        times = [file.first_after_detection for file in self.files if file.first_after_detection]
        return min(times, default=None)


NO_EVIDENCE = DerivedEvidence()
"""What is derived from no file."""


DERIVED_KINDS: tuple[EvidenceKind, ...] = ("logs", "alerts", "user-reports", "metrics")
"""The kinds of evidence that the page shows something of."""
READ_KINDS: tuple[EvidenceKind, ...] = (*DERIVED_KINDS, "report")
"""The kinds of evidence that are read. The text of a report is only searched."""
