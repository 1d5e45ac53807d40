"""Events of Kubernetes, as `kubectl get events -o json` prints them."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..errors import UnreadableEvidenceError
from ..format import Format
from ..json_fields import as_text, value_at
from ..log_lines import log_reading, sample_lines
from ..log_times import ValueTimes
from ..positions import Positions
from ..records import LogEntry, Reading, Skipped
from ..source import Source

_NAME = "Kubernetes events"
_FIRST = ("firstTimestamp", "eventTime", "deprecatedFirstTimestamp", "metadata.creationTimestamp")
_LAST = ("series.lastObservedTime", "lastTimestamp", "deprecatedLastTimestamp", *_FIRST)
_COUNT = ("series.count", "count", "deprecatedCount")
_TABLE = re.compile(r"(?:NAMESPACE\s+)?(?:LAST SEEN|FIRST SEEN)\s+\S+.*\bREASON\b")
_DESCRIBED = re.compile(r"\s*Type\s+Reason\s+Age\s+From\s+Message")
_NONE = re.compile(r"No (?:events|resources) found\b")


def recognize(source: Source) -> str | None:
    """Recognize a list of events, or their table with ages, which `read` refuses."""
    if _events(source.json):
        return "a list with items of the kind `Event`"
    lines = sample_lines(source)
    if any(_is_table(line) for line in lines[:20]) or _is_empty_answer(lines):
        return "a table with the ages of events"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the events. One that occurred repeatedly has two entries: its first and its last time.

    Raises:
        UnreadableEvidenceError: the events are a table with ages, or none has a time.
    """
    events = _events(source.json)
    if not events:
        raise UnreadableEvidenceError(
            "a table of events has their ages only, and no times",
            "export the events with `kubectl get events -o json`",
        )
    return log_reading(
        source,
        _NAME,
        why,
        lambda skipped: _entries(source, events, skipped),
        records=sum(1 for event in events if _first_time(event, ValueTimes(source.clock))),
    )


def _is_table(line: str) -> bool:
    return _TABLE.match(line) is not None or _DESCRIBED.match(line) is not None


def _is_empty_answer(lines: list[str]) -> bool:
    return len(lines) < 5 and any(_NONE.match(line) for line in lines)


def _events(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        value = value.get("items", [value])
    if not isinstance(value, list):
        return []
    return [one for one in value if isinstance(one, dict) and _is_event(one)]


def _is_event(item: dict[str, Any]) -> bool:
    concerned = "involvedObject" in item or "regarding" in item
    return concerned and ("reason" in item or item.get("kind") == "Event")


def _entries(source: Source, events: list[dict[str, Any]], skipped: Skipped) -> Iterator[LogEntry]:
    times, positions = ValueTimes(source.clock), Positions(source.text)
    for event in events:
        line = positions.line_of(f'"{as_text(value_at(event, "metadata.name"))[:300]}"')
        first = _first_time(event, times)
        if first is None:
            skipped.add(line, "no time in the event")
            continue
        message, level, name = _message(event), as_text(event.get("type"))[:40], _object(event)
        yield LogEntry(first, message, line, level, name)
        last = _time(event, _LAST, times)
        if last is not None and last > first:
            count = next((value_at(event, key) for key in _COUNT if value_at(event, key)), None)
            often = f" ({count:,} times)" if isinstance(count, int) else ""
            yield LogEntry(last, f"{message}{often}", line, level, name)


def _time(event: dict[str, Any], keys: tuple[str, ...], times: ValueTimes) -> datetime | None:
    values = (value_at(event, key) for key in keys)
    parsed = (times.parse(value) for value in values if value is not None)
    return next((time for time in parsed if time is not None), None)


def _first_time(event: dict[str, Any], times: ValueTimes) -> datetime | None:
    return _time(event, _FIRST, times)


def _message(event: dict[str, Any]) -> str:
    reason, message = as_text(event.get("reason")), as_text(event.get("message", event.get("note")))
    return f"{reason}: {message}" if reason else message


def _object(event: dict[str, Any]) -> str:
    concerned = event.get("involvedObject", event.get("regarding"))
    if not isinstance(concerned, dict):
        return ""
    kind, name = as_text(concerned.get("kind")), as_text(concerned.get("name"))
    return f"{kind}/{name}"[:200] if kind and name else name[:200]


FORMAT = Format(_NAME, "logs", recognize, read)
