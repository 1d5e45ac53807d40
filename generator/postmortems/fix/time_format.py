"""Times and days in the one form of the format: `2026-03-14T09:20Z`, `2026-03-14`.

Only what can be meant in one way is touched: the year first, hours of 24, a zone that is UTC or an
offset. The zone stays the author's, and so do seconds; a fraction goes if it is nothing.
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


def day_in_form(text: str) -> str | None:
    """A day as `YYYY-MM-DD`; None where it is no day, or could be another one."""
    found = _ONE_DAY.fullmatch(text.strip())
    return _day(found) if found else None


def time_in_form(text: str) -> str | None:
    """A time as `YYYY-MM-DDTHH:MM[:SS]`, with its offset if it has one and its `~`.

    None where it is no time, or could be another one.
    """
    found = _TIME.fullmatch(text.strip())
    if not found or not (day := _day(found)):
        return None
    clock = f"{found['hour']:0>2}:{found['minute']}{found['second'] or ''}"
    offset = "Z" if found["utc"] else _offset(found)
    try:
        Moment.parse(f"{day}T{clock}{offset or 'Z'}")
    except ValueError:
        return None
    return f"{found['about']}{day}T{clock}{offset}"


def formats(sheet: YamlFile) -> Iterator[Replacement]:
    """The times and days of a file that are not in form, and their form."""
    for time in sheet.times:
        is_moment = time.kind is Moment
        form = (time_in_form if is_moment else day_in_form)(time.text)
        if form and form != time.text:
            yield from replacement(sheet, time, form, "time-format" if is_moment else "day-format")


def _day(found: re.Match[str]) -> str | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        return None


def _offset(found: re.Match[str]) -> str:
    if not (by := found["by"]):
        return ""
    hours, minutes = (by[:2], by[2:]) if len(by) == 4 and ":" not in by else (by, "")
    hours, _, after = hours.partition(":")
    return f"{'+' if found['way'] == '+' else '-'}{hours:0>2}:{minutes or after or '00'}"
