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
    "Datetime", "requestReceivedTimestamp", "created", "created_at", "Timestamp", "Time", "_time",
    "T", "receiveTimestamp", "syslog.timestamp", "result._time",
)  # fmt: skip
_LEVEL_KEYS = (
    "level_name", "levelname", "level", "lvl", "severity", "log.level", "s", "@l", "loglevel",
    "log_level", "error_severity", "severityText", "severity_text", "record.level.name",
    "Level", "levelName", "LogLevel", "L", "priority", "PRIORITY", "detected_level", "status_level",
)  # fmt: skip
_MESSAGE_KEYS = (
    "msg", "message", "body", "fields.message", "event", "@m", "@mt", "log", "line", "text",
    "textPayload", "jsonPayload.message", "jsonPayload.msg", "record.message", "short_message",
    "Message", "M", "MessageTemplate", "attr.message", "_raw", "result._raw", "body.stringValue",
    "request", "error", "eventName",
)  # fmt: skip
_SOURCE_KEYS = (
    "logger", "service.name", "service", "name", "channel", "target", "c", "logger_name",
    "container_name", "app", "log.logger", "resource.type",
)  # fmt: skip


class JsonFields:
    """Reads log entries from JSON objects, and tries first the keys that the last object had."""

    def __init__(self, clock: Clock) -> None:
        self._times = ValueTimes(clock)
        self._keys: dict[tuple[str, ...], str] = {}

    def read(self, record: Any, otherwise: datetime | None = None) -> Parsed | None:
        """Return the time, level, message and source of an object; None if it has no time.

        `otherwise` is the time of an object that has none itself.
        """
        if not isinstance(record, dict):
            return None
        time = self._time(record) or otherwise
        if time is None:
            return None
        level = level_name(self._value(record, _LEVEL_KEYS))
        message = as_text(self._value(record, _MESSAGE_KEYS))
        if message.startswith("{") and (inner := self._inner(message, time)):
            return time, level or inner[1], inner[2], inner[3]
        if not message:
            message = " ".join(f"{key}={as_text(value)[:200]}" for key, value in _plain(record))
        source = self._value(record, _SOURCE_KEYS)
        return time, level or text_level(message), message, source if _short(source) else ""

    def has_time(self, record: Any) -> bool:
        """Return whether an object has a time."""
        return isinstance(record, dict) and self._time(record) is not None

    def _inner(self, message: str, time: datetime) -> Parsed | None:
        """Read an application's own JSON inside the message of a container's log."""
        inner = parse_object(message)
        if inner is None or self._value(inner, _MESSAGE_KEYS) is None:
            return None
        level = level_name(self._value(inner, _LEVEL_KEYS))
        source = self._value(inner, _SOURCE_KEYS)
        text = as_text(self._value(inner, _MESSAGE_KEYS))
        return time, level, text, source if _short(source) else ""

    def _time(self, record: dict[str, Any]) -> datetime | None:
        kept = self._keys.get(_TIME_KEYS)
        if kept is not None and (time := self._times.parse(value_at(record, kept))):
            return time
        for key in _TIME_KEYS:
            value = value_at(record, key)
            if value is not None and (time := self._times.parse(value)):
                self._keys[_TIME_KEYS] = key
                return time
        return None

    def _value(self, record: dict[str, Any], keys: tuple[str, ...]) -> Any:
        kept = self._keys.get(keys)
        if kept is not None and _is_text(value := value_at(record, kept)):
            return value
        for key in keys:
            if _is_text(value := value_at(record, key)):
                self._keys[keys] = key
                return value
        return None


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


def _short(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 200
