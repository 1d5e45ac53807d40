"""Values of a record that a tool exported; nothing about its shape is certain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any, Self

from ...evidence.times import Clock

_MISSING: Mapping[str, Any] = {}


@dataclass(frozen=True)
class ToolRecord:
    """A mapping of an export. A path like `service.summary` names a value within mappings."""

    values: Mapping[str, Any]

    @classmethod
    def of(cls, value: Any) -> Self:
        """Return a record of a value; an empty one if the value is not a mapping."""
        return cls(value if isinstance(value, Mapping) else _MISSING)

    def value(self, path: str) -> Any:
        """Return the value at a path; None if there is none."""
        value: Any = self.values
        for step in path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    def text(self, *paths: str) -> str:
        """Return the first value that is a filled text or a number; empty if there is none."""
        for path in paths:
            value = self.value(path)
            if isinstance(value, str) and value.strip():
                return value.strip()
            if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
                return str(value)
        return ""

    def records(self, *paths: str) -> list["ToolRecord"]:
        """Return the mappings of the first list at one of several paths."""
        for path in paths:
            value = self.value(path)
            if isinstance(value, list):
                return [ToolRecord(item) for item in value if isinstance(item, Mapping)]
        return []

    def texts(self, *paths: str) -> list[str]:
        """Return the texts of the first list at one of several paths."""
        for path in paths:
            value = self.value(path)
            if isinstance(value, list):
                return [item.strip() for item in value if isinstance(item, str) and item.strip()]
        return []

    def time(self, *paths: str, zone: tzinfo | None = None) -> str:
        """Return the first value that is a time, as the format writes it; empty if there is none.

        Args:
            paths: where it can be.
            zone: the zone of times that name none.
        """
        return next(filter(None, (written_time(self.value(path), zone) for path in paths)), "")


def written_time(value: Any, zone: tzinfo | None = None) -> str:
    """Return a time of a tool as the format writes it, in the zone of the tool.

    Seconds are kept unless they are zero; fractions are not.

    Args:
        value: the value of the tool.
        zone: the zone of a time that names none.

    Returns:
        the time; empty if the value is not a time, or has no zone and none is given.
    """
    if not isinstance(value, str) or not value.strip():
        return ""
    try:
        time = datetime.fromisoformat(_with_colon(value.strip()))
    except ValueError:
        return ""
    if time.tzinfo is None:
        time = time.replace(tzinfo=zone)
    return formatted_time(time)


_OFFSET = re.compile(r"(?<=\d)\s?(?:UTC|GMT)$|(?<=:\d\d)\s+(?=[+-]\d\d)")


def _with_colon(text: str) -> str:
    return _OFFSET.sub(lambda match: "+00:00" if match[0].strip() else "", text)


def formatted_time(time: datetime) -> str:
    """Return an aware time as the format writes it; empty if its year or offset is not usable."""
    offset = time.utcoffset() if time.tzinfo else None
    if offset is None or not 1970 <= time.year < 2200 or offset % timedelta(minutes=1):
        return ""
    text = time.replace(tzinfo=None).isoformat(timespec="seconds").removesuffix(":00")
    minutes = round(offset.total_seconds() / 60)
    if minutes == 0:
        return f"{text}Z"
    sign = "-" if minutes < 0 else "+"
    return f"{text}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def epoch_time(value: Any) -> str:
    """Return a number of seconds or milliseconds since 1970, also as a text, as a time in UTC."""
    try:
        return formatted_time(Clock().epoch(float(value)))
    except (TypeError, ValueError, OverflowError):
        return ""


def items(value: Any, *keys: str) -> list[ToolRecord]:
    """Return the records of an export: a list, or the list or mapping under one of several keys."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in keys if key in value), None)
        value = [value] if isinstance(value, Mapping) else value
    if not isinstance(value, list):
        return []
    return [ToolRecord(item) for item in value if isinstance(item, Mapping)]


def first(value: Any, *keys: str) -> ToolRecord:
    """Return the first record of an export; an empty one if there is none."""
    return next(iter(items(value, *keys)), ToolRecord(_MISSING))
