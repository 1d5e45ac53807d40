"""Answers of Loki to `query_range` and `query`, which have the newest entries first."""

from collections.abc import Iterator
from typing import Any

from ..format import Format
from ..json_fields import JsonFields, as_text, parse_object
from ..levels import text_level
from ..log_lines import log_reading
from ..log_times import ValueTimes
from ..positions import Positions
from ..records import LogEntry, Reading, Skipped
from ..source import Source

_NAME = "Loki"
_LEVELS = ("level", "detected_level", "severity", "lvl")
_SOURCES = ("app", "service_name", "container", "job", "pod", "filename")


def recognize(source: Source) -> str | None:
    """Recognize an answer with streams of values."""
    return "an object with `stream` and `values`" if _streams(source) else None


def read(source: Source, why: str) -> Reading:
    """Read the lines of all streams. Values that are no pair of time and line are counted."""
    streams = _streams(source)
    return log_reading(source, _NAME, why, lambda skipped: _entries(source, streams, skipped))


def _streams(source: Source) -> list[dict[str, Any]]:
    value = source.json
    if isinstance(value, dict) and isinstance(value.get("data"), dict):
        value = value["data"]
    if isinstance(value, dict):
        value = value.get("result", value.get("streams"))
    if not isinstance(value, list):
        return []
    return [one for one in value if isinstance(one, dict) and _is_stream(one)]


def _is_stream(stream: dict[str, Any]) -> bool:
    return isinstance(stream.get("stream"), dict) and isinstance(stream.get("values"), list)


def _entries(source: Source, streams: list[dict[str, Any]], skipped: Skipped) -> Iterator[LogEntry]:
    times, positions = ValueTimes(source.clock), Positions(source.text)
    fields = JsonFields(source.clock)
    for stream in streams:
        labels = stream["stream"]
        level, name = _first(labels, _LEVELS), _first(labels, _SOURCES)
        for pair in stream["values"]:
            if not (isinstance(pair, list) and len(pair) >= 2 and isinstance(pair[0], str)):
                skipped.add(positions.line_of(""), "no pair of time and line")
                continue
            line = positions.line_of(f'"{pair[0]}"')
            time = times.parse(pair[0])
            if time is None:
                skipped.add(line, "no time in nanoseconds")
                continue
            text, inner = as_text(pair[1]), None
            if text.startswith("{"):
                inner = fields.read(parse_object(text), time)
            own = level or _metadata_level(pair)
            if inner is not None:
                yield LogEntry(time, inner[2], line, own or inner[1], name or inner[3])
            else:
                yield LogEntry(time, text, line, own or text_level(text), name)


def _first(labels: dict[str, Any], keys: tuple[str, ...]) -> str:
    values = (labels.get(key) for key in keys)
    return next((value for value in values if isinstance(value, str) and value), "")


def _metadata_level(pair: list[Any]) -> str:
    metadata = pair[2] if len(pair) > 2 else None
    return _first(metadata, _LEVELS) if isinstance(metadata, dict) else ""


FORMAT = Format(_NAME, "logs", recognize, read)
