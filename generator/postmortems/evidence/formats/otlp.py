"""Logs in the JSON of the OpenTelemetry protocol, in one document or one on each line."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..format import Format
from ..json_fields import as_text, parse_object
from ..log_lines import log_lines, log_reading, sample_lines, share
from ..log_times import ValueTimes
from ..positions import Positions
from ..records import LogEntry, Reading, Skipped
from ..source import Source

_NAME = "OTLP"
_LEVELS = ("trace", "debug", "info", "warn", "error", "fatal")


def recognize(source: Source) -> str | None:
    """Recognize an object with `resourceLogs`."""
    if _resources(source.json):
        return "an object with `resourceLogs`"
    if '"resourceLogs"' in source.head and share(sample_lines(source), _line_resources) > 0.5:
        return "lines are objects with `resourceLogs`"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the log records. Those without a time are counted."""
    return log_reading(source, _NAME, why, lambda skipped: _entries(source, skipped))


def _entries(source: Source, skipped: Skipped) -> Iterator[LogEntry]:
    times = ValueTimes(source.clock)
    for line, name, record in _located_records(source):
        time = _time(record, times)
        if time is None:
            skipped.add(line, "no `timeUnixNano` in the record")
        else:
            yield LogEntry(time, _body(record.get("body")), line, _level(record), name)


def _located_records(source: Source) -> Iterator[tuple[int, str, dict[str, Any]]]:
    if resources := _resources(source.json):
        positions = Positions(source.text)
        for name, record in _records(resources):
            words = record.get("timeUnixNano") or record.get("observedTimeUnixNano")
            yield positions.line_of(as_text(words)[:40]), name, record
        return
    for number, text in log_lines(source):
        for name, record in _records(_line_resources(text)):
            yield number, name, record


def _resources(value: Any) -> list[Any]:
    resources = value.get("resourceLogs") if isinstance(value, dict) else None
    return resources if isinstance(resources, list) else []


def _line_resources(text: str) -> list[Any]:
    return _resources(parse_object(text))


def _records(resources: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for resource in _objects(resources):
        name = _service(resource.get("resource"))
        scopes = resource.get("scopeLogs", resource.get("instrumentationLibraryLogs"))
        for scope in _objects(scopes):
            for record in _objects(scope.get("logRecords", scope.get("logs"))):
                yield name, record


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _service(resource: Any) -> str:
    attributes = resource.get("attributes") if isinstance(resource, dict) else None
    for attribute in _objects(attributes):
        if attribute.get("key") == "service.name":
            return _body(attribute.get("value"))
    return ""


def _time(record: dict[str, Any], times: ValueTimes) -> datetime | None:
    for key in ("timeUnixNano", "observedTimeUnixNano"):
        if time := times.parse(record.get(key)):
            return time
    return None


def _level(record: dict[str, Any]) -> str:
    number = record.get("severityNumber")
    if isinstance(number, int) and 1 <= number <= 24:
        return _LEVELS[(number - 1) // 4]
    if isinstance(number, str) and number.startswith("SEVERITY_NUMBER_"):
        word = number.removeprefix("SEVERITY_NUMBER_").rstrip("0123456789").lower()
        if word in _LEVELS:
            return word
    return as_text(record.get("severityText"))[:40]


def _body(value: Any, depth: int = 0) -> str:
    """Return an `AnyValue` as text, such as `status=500 path=/pay` for a list of keys."""
    if not isinstance(value, dict) or depth > 5:
        return as_text(value)
    if isinstance(pairs := value.get("kvlistValue"), dict):
        texts = (
            f"{as_text(one.get('key'))}={_body(one.get('value'), depth + 1)}"
            for one in _objects(pairs.get("values"))
        )
        return " ".join(texts)
    if isinstance(items := value.get("arrayValue"), dict):
        return ", ".join(_body(one, depth + 1) for one in _objects(items.get("values")))
    return as_text(next(iter(value.values()), None))


FORMAT = Format(_NAME, "logs", recognize, read)
