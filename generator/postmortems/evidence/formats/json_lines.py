"""Logs of JSON objects: one on each line, in an array, or one after the other over many lines."""

import json
import re
from collections.abc import Iterator
from typing import Any

from ..format import Format
from ..json_fields import JsonFields, parse_object, value_at
from ..log_lines import (
    LineParser,
    Parsed,
    log_lines,
    log_reading,
    sample_lines,
    share,
)
from ..log_times import ValueTimes
from ..positions import Positions
from ..records import LogEntry, Reading, Skipped
from ..source import Source
from ..times import Clock

_NAME = "JSON lines"
_DECODER = json.JSONDecoder()
_MOST_FAILURES = 100
_LISTS = ("events", "entries", "logs", "records", "data")
_STAMPED = re.compile(r"(?P<time>\d{4}-\d\d-\d\dT\S{8,30}) (?:std(?:out|err) [FP] )?(?P<object>\{)")


def recognize(source: Source) -> str | None:
    """Recognize objects with times, on lines or in an array."""
    if _objects(source):
        return "an array of objects with times"
    fields, times = JsonFields(Clock()), ValueTimes(Clock())
    lines = sample_lines(source)

    def has_time(line: str) -> bool:
        record, time = _split(line, times)
        return time is not None or fields.has_time(record)

    if share(lines, has_time) >= 0.3:
        return "lines are JSON objects with times"
    if _spans_lines(source, fields):
        return "JSON objects with times, over many lines"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the entries. Lines without an object, and objects without a time, are counted."""
    objects = _objects(source)
    if objects:
        return log_reading(
            source, _NAME, why, lambda skipped: _object_entries(source, objects, skipped)
        )
    entries = _spread_entries if _spans_lines(source, JsonFields(Clock())) else _line_entries
    return log_reading(source, _NAME, why, lambda skipped: entries(source, skipped))


def _line_entries(source: Source, skipped: Skipped) -> Iterator[LogEntry]:
    fields, times = JsonFields(source.clock), ValueTimes(source.clock)
    for number, line in log_lines(source):
        record, time = _split(line, times)
        parsed = fields.read(record, time)
        if parsed is not None:
            yield _entry(parsed, number)
        elif line and not line.isspace():
            reason = "not a JSON object" if record is None else "no time in the object"
            skipped.add(number, reason)


def parser(clock: Clock) -> LineParser:
    """Return the parser of lines that are JSON objects."""
    fields, times = JsonFields(clock), ValueTimes(clock)
    return lambda line: fields.read(*_split(line, times))


def _entry(parsed: Parsed, line: int) -> LogEntry:
    time, level, message, name = parsed
    return LogEntry(time, message, line, level, name)


def _split(line: str, times: ValueTimes) -> tuple[dict[str, Any] | None, Any]:
    """Return the object of a line, and the time that a container runtime wrote before it."""
    if not line.startswith("{"):
        if match := _STAMPED.match(line):
            return parse_object(line[match.start("object") :]), times.parse(match["time"])
        line = line.lstrip()
        if not line.startswith("{"):
            return None, None
    return parse_object(line), None


def _spans_lines(source: Source, fields: JsonFields) -> bool:
    """Return whether the file has objects over several lines each, as `jq` prints them."""
    if source.json is not None:
        return False
    text = source.text
    start = len(text) - len(text.lstrip())
    if text[start : start + 2] not in ("{\n", "{\r"):
        return False
    try:
        record, _ = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return False
    return fields.has_time(record)


def _spread_entries(source: Source, skipped: Skipped) -> Iterator[LogEntry]:
    fields, text = JsonFields(source.clock), source.text
    start, end, line, failures = text.find("{"), 0, 1, 0
    while start >= 0 and failures < _MOST_FAILURES:
        line += text.count("\n", end, start)
        record, end = None, start + 1
        try:
            record, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            failures += 1
        if (parsed := fields.read(record)) is not None:
            yield _entry(parsed, line)
        else:
            skipped.add(line, "not a JSON object with a time")
        line += text.count("\n", start, end)
        start = text.find("{", end) if record is not None else text.find("\n{", end) + 1 or -1


def _objects(source: Source) -> list[Any]:
    value = source.json
    if isinstance(value, dict):
        lists = (value.get(key) for key in _LISTS)
        value = next((one for one in lists if isinstance(one, list)), None)
    if not isinstance(value, list):
        return []
    fields = JsonFields(Clock())
    sample = value[:50]
    logged = sum(1 for one in sample if fields.has_time(one) and _is_logged(one))
    return value if sample and logged / len(sample) >= 0.5 else []


def _is_logged(record: dict[str, Any]) -> bool:
    keys = ("message", "msg", "textPayload", "jsonPayload", "log", "line", "level")
    nested = (value_at(record, f"{key}.message") for key in ("attributes", "content"))
    return any(key in record for key in keys) or any(isinstance(text, str) for text in nested)


def _object_entries(source: Source, objects: list[Any], skipped: Skipped) -> Iterator[LogEntry]:
    fields, positions = JsonFields(source.clock), Positions(source.text)
    for record in objects:
        line = positions.line_of_value(record)
        if (parsed := fields.read(record)) is not None:
            yield _entry(parsed, line)
        else:
            skipped.add(line, "no time in the object")


FORMAT = Format(_NAME, "logs", recognize, read)
