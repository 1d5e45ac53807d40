"""Logs in the extended format of the W3C, which IIS and CloudFront write. Their times are UTC."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from ..format import Format
from ..log_lines import log_lines, log_reading, sample_lines
from ..log_times import Times
from ..records import LogEntry, Reading, Skipped
from ..source import Source
from .access_log import status_level

_NAME = "W3C extended log"
_VALUE = re.compile(r'"(?:[^"]|"")*"|\S+')
_DATE = re.compile(r"#Date:\s*(\d{4}-\d\d-\d\d)")
_REQUEST = ("cs-method", "cs-uri-stem", "cs-uri", "action", "s-reason", "protocol")
_SOURCES = ("cs-host", "cs(Host)", "s-sitename", "s-computername")


def recognize(source: Source) -> str | None:
    """Recognize a line that begins with `#Fields:` and names a time."""
    for line in sample_lines(source)[:50]:
        if line.startswith("#Fields:") and "time" in line.split():
            return "a line with `#Fields:` names the columns"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the rows below each line with `#Fields:`. Rows with other columns are counted."""
    return log_reading(source, _NAME, why, lambda skipped: _entries(source, skipped))


def _entries(source: Source, skipped: Skipped) -> Iterator[LogEntry]:
    rows = _Rows(source)
    for number, line in log_lines(source):
        if line.startswith("#"):
            rows.take_directive(line)
            continue
        if not line or line.isspace():
            continue
        entry = rows.entry(number, line)
        if entry is None:
            skipped.add(number, "other columns than `#Fields:` names, or no time")
        else:
            yield entry


class _Rows:
    """Reads rows with the columns that the last line with `#Fields:` names."""

    def __init__(self, source: Source) -> None:
        clock = source.clock
        self._times = Times(
            lambda text: clock.utc(datetime.fromisoformat(text).replace(tzinfo=UTC))
        )
        self._fields: list[str] = []
        self._index: dict[str, int] = {}
        self._date = ""

    def take_directive(self, line: str) -> None:
        if line.startswith("#Fields:"):
            self._fields = line.removeprefix("#Fields:").split()
            self._index = {name: index for index, name in enumerate(self._fields)}
        elif match := _DATE.match(line):
            self._date = match[1]

    def entry(self, number: int, line: str) -> LogEntry | None:
        values = _values(line)
        if len(values) != len(self._fields):
            return None
        try:
            date, clock = self._value(values, "date") or self._date, self._value(values, "time")
            second, _, fraction = clock.partition(".")
            time = self._times.at(f"{date} {second}", fraction)
        except ValueError:
            return None
        status = self._value(values, "sc-status")
        words = [self._value(values, name) for name in _REQUEST]
        message = " ".join(word for word in (*words, status) if word and word != "-")
        host = next((self._value(values, name) for name in _SOURCES if name in self._index), "")
        return LogEntry(time, message or line, number, status_level(status), host)

    def _value(self, values: list[str], name: str) -> str:
        index = self._index.get(name)
        return "" if index is None else values[index].strip('"')


def _values(line: str) -> list[str]:
    if "\t" in line:
        return line.split("\t")
    return _VALUE.findall(line) if '"' in line else line.split()


FORMAT = Format(_NAME, "logs", recognize, read)
