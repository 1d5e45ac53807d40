"""Lists of tickets and issues that an API returns, which are read alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .export_json import first_object, mappings, objects
from .export_times import ExportTimes
from .format import Format
from .records import Reading, Skipped, UserReport
from .report_reading import report_reading
from .source import Source

Json = Mapping[str, Any]


@dataclass(frozen=True)
class IssueList:
    """How the answers of one API are read.

    `records` returns the records of an answer, or None if it is none. `created` is the path of the
    key with the time of a record, and `report` makes a report of its title, key and status.
    `more` returns a note if the answer is not complete.
    """

    name: str
    why: str
    records: Callable[[Json], list[Json] | None]
    created: Callable[[Json], tuple[Json, str]]
    words: Callable[[Json], tuple[str, str, str]]
    counts: Callable[[Json], bool] = lambda record: True
    more: Callable[[Json], str | None] = lambda answer: None

    def format(self) -> Format:
        """Return the format that reads these answers."""
        return Format(self.name, "user-reports", self._recognize, self._read)

    def _accepts(self, answer: Json) -> bool:
        return self.records(answer) is not None

    def _recognize(self, source: Source) -> str | None:
        return self.why if first_object(source, self._accepts) else None

    def _read(self, source: Source, why: str) -> Reading:
        skipped, times = Skipped(), ExportTimes(source)
        reports, notes = [], []
        for answer in objects(source, self._accepts, skipped):
            if note := self.more(answer):
                notes.append(note)
            for record in filter(self.counts, self.records(answer) or []):
                if report := self._report(record, times, skipped):
                    reports.append(report)
        return report_reading(self.name, why, source, reports, skipped, notes)

    def _report(self, record: Json, times: ExportTimes, skipped: Skipped) -> UserReport | None:
        holder, key = self.created(record)
        line, time = times.line(holder, key), times.time(holder.get(key))
        if time is None:
            skipped.add(line, f"a record without the time `{key}`")
            return None
        title, identifier, status = self.words(record)
        return UserReport(time=time, title=title, line=line, key=identifier, status=status)


def listed(
    answer: Json, keys: tuple[str, ...], is_record: Callable[[Json], bool]
) -> list[Json] | None:
    """Return the records that an answer has under one of the keys, or is itself; None if none."""
    if is_record(answer):
        return [answer]
    for key in keys:
        value = answer.get(key)
        one = value if isinstance(value, list) else [value]
        records = [record for record in mappings(one) if is_record(record)]
        if records:
            return records
    return None
