"""Exports of `journalctl -o json`: an object on each line."""

from collections.abc import Iterator
from typing import Any

from ..format import Format
from ..json_fields import as_text, parse_object
from ..levels import SYSLOG_LEVELS, text_level
from ..log_lines import log_lines, log_reading, sample_lines, share
from ..log_times import ValueTimes
from ..records import LogEntry, Reading, Skipped
from ..source import Source

_NAME = "journald"
_SOURCES = ("SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "_COMM")


def recognize(source: Source) -> str | None:
    """Recognize objects with `__REALTIME_TIMESTAMP`."""
    if '"__REALTIME_TIMESTAMP"' in source.head and share(sample_lines(source), _record) >= 0.5:
        return "lines are objects with `__REALTIME_TIMESTAMP`"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the entries. Lines that are no entry are counted."""
    return log_reading(source, _NAME, why, lambda skipped: _entries(source, skipped))


def _entries(source: Source, skipped: Skipped) -> Iterator[LogEntry]:
    times = ValueTimes(source.clock)
    for number, line in log_lines(source):
        record = _record(line)
        time = times.parse(record["__REALTIME_TIMESTAMP"]) if record else None
        if record is not None and time is not None:
            message = _message(record.get("MESSAGE"))
            yield LogEntry(time, message, number, _level(record, message), _source(record))
        elif line and not line.isspace():
            skipped.add(number, "no entry with `__REALTIME_TIMESTAMP`")


def _record(line: str) -> dict[str, Any] | None:
    record = parse_object(line)
    return record if record is not None and "__REALTIME_TIMESTAMP" in record else None


def _message(value: Any) -> str:
    """Return a message, which is an array of bytes if it is not UTF-8 or has control characters."""
    if isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            return "\n".join(value)  # the field has several values
        numbers = [one for one in value if isinstance(one, int) and 0 <= one < 256]
        return bytes(numbers).decode("utf-8", "replace")
    return as_text(value)


def _level(record: dict[str, Any], message: str) -> str:
    priority = as_text(record.get("PRIORITY"))
    if len(priority) == 1 and priority in "01234567":
        return SYSLOG_LEVELS[int(priority)]
    return text_level(message)


def _source(record: dict[str, Any]) -> str:
    return next((as_text(record[key])[:200] for key in _SOURCES if record.get(key)), "")


FORMAT = Format(_NAME, "logs", recognize, read)
