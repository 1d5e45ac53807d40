"""Exports of tickets and issues as JSON."""

from dataclasses import dataclass

from .export_times import ExportTimes
from .format import Format
from .json_export import Json, JsonExport
from .records import Reading, UserReport
from .report_reading import report_reading
from .source import Source


@dataclass(frozen=True)
class IssueExport(JsonExport[UserReport]):
    """How the tickets or issues of one tool are read."""

    def format(self) -> Format:
        """Return the format that reads these exports."""
        return Format(self.name, "user-reports", self.recognize, self._read)

    def _read(self, source: Source, why: str) -> Reading:
        collected = self.collect(source)
        reports, skipped = collected.items, collected.skipped
        return report_reading(self.name, why, source, reports, skipped, collected.notes)


def report_at(
    times: ExportTimes, record: Json, key: str, *, title: str, identifier: str, status: str
) -> UserReport | None:
    """Return a report whose time a record has under a key; None without a time."""
    line, time = times.line(record, key), times.time(record.get(key))
    if time is None:
        return None
    return UserReport(time=time, title=title, line=line, key=identifier, status=status)
