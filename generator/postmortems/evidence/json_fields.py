"""Find the time, level and message of a log entry in a JSON object, whatever wrote it."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from .levels import level_name, text_level
from .log_lines import Parsed
from .log_times import ValueTimes
from .times import Clock

_TIME_KEYS = (
    "time", "ts", "timestamp", "@timestamp", "t", "t.$date", "@t", "asctime", "datetime",
    "datetime.date", "date", "eventTime", "event_time", "timeMillis", "instant.epochSecond",
    "time_iso8601", "time_local", "msec", "record.time.timestamp", "record.time.repr",
    "timestamp.$date", "log.time", "start_time", "StartUTC", "TimeGenerated", "EdgeStartTimestamp",
    "Datetime", "requestReceivedTimestamp", "created", "Timestamp", "Time", "_time",
    "T", "receiveTimestamp", "attributes.timestamp", "content.timestamp",
    "syslog.timestamp", "result._time", "__REALTIME_TIMESTAMP",
)  # fmt: skip
_LEVEL_KEYS = (
    "level_name", "levelname", "level", "lvl", "severity", "log.level", "s", "@l", "loglevel",
    "log_level", "error_severity", "severityText", "severity_text", "record.level.name",
    "Level", "levelName", "LogLevel", "L", "priority", "PRIORITY", "detected_level",
    "attributes.status", "content.attributes.status",
)  # fmt: skip
_MESSAGE_KEYS = (
    "msg", "message", "body", "fields.message", "event", "@m", "@mt", "log", "line", "text",
    "textPayload", "jsonPayload.message", "jsonPayload.msg", "record.message", "short_message",
    "Message", "M", "MessageTemplate", "attr.message", "_raw", "result._raw", "body.stringValue",
    "MESSAGE", "request", "error", "eventName", "attributes.message", "content.message",
)  # fmt: skip
_SOURCE_KEYS = (
    "logger", "service.name", "service", "name", "channel", "target", "c", "logger_name",
    "container_name", "app", "SYSLOG_IDENTIFIER", "log.logger", "resource.type",
)  # fmt: skip


_KINDS = (_TIME_KEYS, _LEVEL_KEYS, _MESSAGE_KEYS, _SOURCE_KEYS)
_TIME, _LEVEL, _MESSAGE, _SOURCE = range(4)
_KEPT_SHAPES = 1000

_Keys = tuple[tuple[str, ...], ...]
"""The keys that an object may have its time, level, message and source under."""


class JsonFields:
    """Reads log entries from JSON objects. Objects with the same keys are searched fast."""

    def __init__(self, clock: Clock) -> None:
        self._times = ValueTimes(clock)
        self._shapes: dict[tuple[str, ...], _Keys] = {}

    def read(self, record: Any, otherwise: datetime | None = None) -> Parsed | None:
        """Return the time, level, message and source of an object; None if it has no time.

        `otherwise` is the time of an object that has none itself.
        """
        if not isinstance(record, dict):
            return None
        keys = self._keys(record)
        time = self._time(record, keys) or otherwise
        if time is None:
            return None
        level = level_name(_value(record, keys[_LEVEL]))
        message = as_text(_value(record, keys[_MESSAGE]))
        if message.startswith("{") and (inner := self._inner(message, time)):
            return time, level or inner[1], inner[2], inner[3]
        if not message:
            message = " ".join(f"{key}={as_text(value)[:200]}" for key, value in _plain(record))
        return time, level or text_level(message), message, _source(record, keys)

    def has_time(self, record: Any) -> bool:
        """Return whether an object has a time."""
        return isinstance(record, dict) and self._time(record, self._keys(record)) is not None

    def _inner(self, message: str, time: datetime) -> Parsed | None:
        """Read an application's own JSON inside the message of a container's log."""
        inner = parse_object(message)
        if inner is None:
            return None
        keys = self._keys(inner)
        text = as_text(_value(inner, keys[_MESSAGE]))
        if not text:
            return None
        return time, level_name(_value(inner, keys[_LEVEL])), text, _source(inner, keys)

    def _keys(self, record: dict[str, Any]) -> _Keys:
        shape = tuple(record)
        keys = self._shapes.get(shape)
        if keys is None:
            if len(self._shapes) >= _KEPT_SHAPES:
                self._shapes.clear()
            keys = self._shapes[shape] = tuple(
                tuple(key for key in kind if key in record or key.partition(".")[0] in record)
                for kind in _KINDS
            )
        return keys

    def _time(self, record: dict[str, Any], keys: _Keys) -> datetime | None:
        for key in keys[_TIME]:
            time = self._times.parse(value_at(record, key))
            if time is not None:
                return time
        return None


def _value(record: dict[str, Any], keys: tuple[str, ...]) -> Any:
    for key in keys:
        value = value_at(record, key)
        if _is_text(value):
            return value
    return None


def _source(record: dict[str, Any], keys: _Keys) -> str:
    source = _value(record, keys[_SOURCE])
    return source if isinstance(source, str) and len(source) <= 200 else ""


def value_at(record: Mapping[str, Any], key: str) -> Any:
    """Return the value of a key, or of a path with dots through nested objects; None if absent."""
    value = record.get(key)
    if value is not None or "." not in key:
        return value
    value = record
    for part in key.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(part)
    return value


def parse_object(text: str) -> dict[str, Any] | None:
    """Return the JSON object of a line; None if it is none."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def as_text(value: Any) -> str:
    """Return a value of JSON as text, such as the message of an entry."""
    if isinstance(value, str):
        return value.rstrip("\r\n")
    if value is None or isinstance(value, dict | list):
        return ""
    try:
        return str(value)
    except ValueError:  # an integer of thousands of digits
        return ""


def _plain(record: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    plain = ((key, value) for key, value in record.items() if _is_text(value))
    return [pair for pair, _ in zip(plain, range(20), strict=False)]


def _is_text(value: Any) -> bool:
    return value is not None and not isinstance(value, dict | list | bool) and value != ""
