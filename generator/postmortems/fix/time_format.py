"""Normalize times and days: `2026-03-14T09:20Z`, `2026-03-14`.

Only unambiguous values are changed: year first, 24-hour clock, and UTC or an offset as the zone.
The offset and the seconds are kept; a fraction of a second is dropped if it is zero.
"""

import re
from collections.abc import Iterator
from datetime import date

from ..model import Moment
from .replacement import Replacement, replacement
from .yaml_file import YamlFile

_DAY = r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?:(?P<second>:[0-9]{2})(?:[.,]0+)?)?"
_UTC = r"Z|UTC|GMT"
_OFFSET = r"(?:UTC|GMT)?(?P<way>[-+−])(?P<by>[0-9]{1,2}(?::[0-9]{2})?|[0-9]{4})"
_ONE_DAY = re.compile(_DAY)
_TIME = re.compile(
    rf"(?P<about>~?)\s*{_DAY}(?:\s*[T,]\s*|\s+){_CLOCK}\s*(?:(?P<utc>{_UTC})|{_OFFSET})?",
    re.IGNORECASE,
)


def normalized_day(text: str) -> str | None:
    """Return a day as `YYYY-MM-DD`; None if the text is not a day or is ambiguous."""
    match = _ONE_DAY.fullmatch(text.strip())
    return _day(match) if match else None


def normalized_time(text: str) -> str | None:
    """Return a time as `YYYY-MM-DDTHH:MM[:SS]`, with its `~` and its offset if it has them.

    None if the text is not a time or is ambiguous.
    """
    match = _TIME.fullmatch(text.strip())
    if not match or not (day := _day(match)):
        return None
    clock = f"{match['hour']:0>2}:{match['minute']}{match['second'] or ''}"
    offset = "Z" if match["utc"] else _offset(match)
    try:
        Moment.parse(f"{day}T{clock}{offset or 'Z'}")
    except ValueError:
        return None
    return f"{match['about']}{day}T{clock}{offset}"


def normalize_times(file: YamlFile) -> Iterator[Replacement]:
    """Yield a replacement for each time and day of a file that is not normalized."""
    for time in file.times:
        is_moment = time.kind is Moment
        normalized = (normalized_time if is_moment else normalized_day)(time.text)
        if normalized and normalized != time.text:
            yield from replacement(
                file, time, normalized, "time-format" if is_moment else "day-format"
            )


def _day(match: re.Match[str]) -> str | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def _offset(match: re.Match[str]) -> str:
    if not (by := match["by"]):
        return ""
    hours, minutes = (by[:2], by[2:]) if len(by) == 4 and ":" not in by else (by, "")
    hours, _, after = hours.partition(":")
    return f"{'+' if match['way'] == '+' else '-'}{hours:0>2}:{minutes or after or '00'}"
