"""Times as people's spreadsheets write them, whose order of day and month a column decides."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from ..model import PostmortemsError
from .errors import UnreadableEvidenceError
from .export_times import iso_text
from .times import Clock

Choices = dict[str, datetime]
"""The times that a text may mean, by the order of its parts: `dmy`, `mdy`, `ymd`, or "" for one."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = (
    r"(?:,?\s+|T)(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})"
    r"(?:[.,]\d{1,9})?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
)
_ZONE = r"\s*\(?(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}:?\d{2})?\)?"
_DAYS = (
    r"(?P<a>\d{1,4})(?P<mark>[/.\-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{2,4})",
    r"(?P<a>\d{1,2})[/. \-]{1,2}(?P<b>[A-Za-z]{3,9})[/. \-,]{1,2}(?P<c>\d{2,4})",
    r"(?P<b>[A-Za-z]{3,9})\.? (?P<a>\d{1,2})(?:st|nd|rd|th)?,? (?P<c>\d{4})",
)
_PATTERNS = [re.compile(rf"(?:[A-Za-z]{{3,9}},? )?{day}(?:{_CLOCK})?{_ZONE}") for day in _DAYS]
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}")
_MAIL = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:")
_EPOCH = re.compile(r"\d{10}(?:\.\d{1,9})?|\d{13}|\d{16}|\d{19}")
_HEADER_ZONE = re.compile(r"[\s(\[](UTC|GMT|[A-Z][A-Za-z_]+/[A-Za-z_/+\-]+)[)\]]?\s*$")
_LONGEST = 100


class DayWithoutTimeError(PostmortemsError):
    """A text is a day without a time of day."""


def looks_like_time(words: str, *, epochs: bool = False) -> bool:
    """Return whether a text is a time or a day; `epochs` accepts seconds since 1970 as well."""
    words = words.strip()
    if not words or len(words) > _LONGEST:
        return False
    if _EPOCH.fullmatch(words):
        return epochs
    return bool(
        _ISO.match(words)
        or _MAIL.match(words)
        or any(pattern.fullmatch(words) for pattern in _PATTERNS)
    )


def zone_in(header: str) -> tzinfo | None:
    """Return the zone that the header of a column names, such as `Created (UTC)`."""
    match = _HEADER_ZONE.search(header)
    if not match:
        return None
    if match[1] in ("UTC", "GMT"):
        return UTC
    try:
        return ZoneInfo(match[1])
    except (KeyError, ValueError, OSError):
        return None


def choices(words: str, clock: Clock, zone: tzinfo | None = None) -> Choices:
    """Return the times in UTC that a text may mean. `zone` is that of the column's header.

    Raises:
        DayWithoutTimeError: the text has no time of day.
        ValueError: the text is no time.
    """
    words = words.strip()
    if len(words) > _LONGEST:
        raise ValueError(words[:_LONGEST])
    if _EPOCH.fullmatch(words):
        return {"": clock.epoch(float(words))}
    if _MAIL.match(words):
        return {"": _utc(parsedate_to_datetime(words), clock, zone)}
    if _ISO.match(words):
        try:
            return {"": _utc(datetime.fromisoformat(iso_text(words)), clock, zone)}
        except ValueError:
            pass  # such as `2024-02-05 03:14 PM`
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(words):
            return _matched(match, clock, zone)
    raise ValueError(words)


def has_format(words: str, time_format: str) -> bool:
    """Return whether a text is a time in a format of `datetime.strptime`."""
    try:
        datetime.strptime(words.strip(), time_format)  # only whether it succeeds
    except (ValueError, re.error):
        return False
    return True


def formatted(words: str, time_format: str, clock: Clock) -> datetime:
    """Return the time of a text in a format of `datetime.strptime`, in UTC.

    Raises:
        ValueError: the text has another format, or the format is none.
    """
    try:
        time = datetime.strptime(words.strip(), time_format)  # the clock adds the zone
    except re.error as error:
        raise ValueError(time_format) from error
    has_year = any(directive in time_format for directive in ("%Y", "%y", "%c", "%x", "%G"))
    return clock.utc(time) if has_year else clock.with_year(time)


def one_order(times: Sequence[Choices], texts: Sequence[str]) -> list[datetime | None]:
    """Return the times of a column in the one order of day and month that fits most of them.

    A time that the order does not fit is None.

    Raises:
        UnreadableEvidenceError: two orders fit equally well, and give different times.
    """
    orders = sorted({order for one in times for order in one if order})
    fits = {order: sum(order in one for one in times) for order in orders}
    best = [order for order in orders if fits[order] == max(fits.values())]
    for one, words in zip(times, texts, strict=True):
        if len({one[order] for order in best if order in one}) > 1:
            raise UnreadableEvidenceError(
                f"`{words.strip()}` may be day and month, or month and day",
                "write the order, for example `time: {format: '%d/%m/%Y %H:%M'}`",
            )
    return [one.get("", one.get(best[0]) if best else None) for one in times]


def _matched(match: re.Match[str], clock: Clock, zone: tzinfo | None) -> Choices:
    if match["hour"] is None:
        raise DayWithoutTimeError(match[0])
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(match[0])
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    moment = timedelta(hours=hour, minutes=int(match["minute"]), seconds=int(match["second"] or 0))
    if moment >= timedelta(days=1):
        raise ValueError(match[0])
    zone = _zone(match["zone"]) or zone
    times = {order: _utc(day + moment, clock, zone) for order, day in _days(match).items()}
    if not times:
        raise ValueError(match[0])
    return times


def _days(match: re.Match[str]) -> dict[str, datetime]:
    """Return the days that a date may mean, by the order of its parts."""
    first, middle, last = match["a"], match["b"], match["c"]
    if middle.isalpha():
        orders = {"": (last, _month(middle), first)}
    elif len(first) == 4:
        orders = {"": (first, middle, last)}
    elif match["mark"] == ".":
        orders = {"": (last, middle, first)}
    else:
        orders = {"dmy": (last, middle, first), "mdy": (last, first, middle)}
        if len(last) == 2 and match["mark"] == "-":
            orders["ymd"] = (first, middle, last)
    days = {}
    for order, (year, month, day) in orders.items():
        try:
            days[order] = datetime(_year(year), int(month), int(day))
        except ValueError:
            continue
    return days


def _year(digits: str) -> int:
    if len(digits) not in (2, 4):
        raise ValueError(digits)
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _month(name: str) -> str:
    """Return the number of an English month; a name of another language is no month."""
    short = name[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    digits = re.sub(r"[^\d]", "", name)
    if not digits:
        return UTC
    offset = timedelta(hours=int(digits[:-2]), minutes=int(digits[-2:]))
    return timezone(-offset if "-" in name else offset)


def _utc(time: datetime, clock: Clock, zone: tzinfo | None) -> datetime:
    return clock.utc(time.replace(tzinfo=zone) if zone and time.tzinfo is None else time)
