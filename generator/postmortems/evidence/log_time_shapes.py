"""The shapes in which frameworks write the time of a log entry."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .time_names import ZONE_NAMES, month, zone
from .times import Clock, epoch_seconds

_DIGITS = re.compile(r"\d+", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{3,}\.?")
_CLOCK = r"\d{1,2}:\d\d:\d\d"
_FRACTION = r"(?:[.,:](?P<fraction>\d{1,9}))?(?: ?(?P<half>[AaPp])\.?[Mm]\.?(?![A-Za-z]))?"
_ZONE = (
    rf"(?: ?(?P<zone>(?:{ZONE_NAMES})(?![A-Za-z])|[+-]\d\d:?\d\d(?!\d)|(?<! )[+-]\d\d(?![\d:])"
    r"|[A-Z][A-Za-z_]{2,20}/[A-Z][A-Za-z_/]{2,30}(?=\])))?"
)
_MONTH = r"[^\W\d_]{3,8}\.?"
_TAI_EPOCH = 2**62
_TAI_OFFSET = 10  # seconds between TAI and UTC in 1970, as the labels are defined


@dataclass(frozen=True)
class TimeShape:
    """A shape of times, with an example.

    `pattern` has the group `time`, and may have `fraction`, `half` (the letter of AM or PM) and
    `zone`. `parse` gets the text of the group `time`; a time without a zone gets that of the group
    `zone`.
    """

    example: str
    pattern: str
    parse: Callable[[str], datetime]
    has_year: bool = True

    def utc(self, text: str, clock: Clock) -> datetime:
        """Return the time of the groups `time`, `half` and `zone`, with tabs between, in UTC.

        Raises:
            ValueError: the text is no time.
        """
        text, half, zone_name = text.split("\t")
        time = self.parse(text)
        if time.tzinfo is not None:
            return time
        if half:
            time = time.replace(hour=_hour(time.hour, half))
        time = time.replace(tzinfo=zone(zone_name))
        return clock.utc(time) if self.has_year else clock.with_year(time)


def _numbers(text: str) -> list[int]:
    return [int(digits) for digits in _DIGITS.findall(text)]


def _year_month_day(text: str) -> datetime:
    numbers = _numbers(text)
    if numbers[0] < 100:
        numbers[0] += 2000
    year, number, day, hour, minute, second = numbers[:6]
    return datetime(year, number, day, hour, minute, second)


def _compact(text: str) -> datetime:
    date, *rest = _DIGITS.findall(text)
    clock = [int(part) for part in rest]
    if len(clock) == 1:
        clock = [int(rest[0][index : index + 2]) for index in (0, 2, 4)]
    year = int(date[:-4]) + (0 if len(date) == 8 else 2000)
    hour, minute, second = clock[:3]
    return datetime(year, int(date[-4:-2]), int(date[-2:]), hour, minute, second)


def _named_month(text: str) -> datetime:
    """Parse a day, a month's name, a year and a clock time, in any order of day and month."""
    numbers = _numbers(text)
    year = max(numbers)
    if year < 1000:
        raise ValueError(text)
    numbers.remove(year)
    day, hour, minute, second = numbers[:4]
    name = _WORD.findall(text)[-1]
    return datetime(year, month(name), day, hour, minute, second)


def _hour(hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half in "Pp" else 0)


def _month_day(text: str) -> datetime:
    number, day, hour, minute, second = _numbers(text)[:5]
    return datetime(2000, number, day, hour, minute, second)  # a leap year has every day


def _day_or_month_first(day_first: bool) -> Callable[[str], datetime]:
    def parse(text: str) -> datetime:
        first, second, year, hour, minute, seconds = _numbers(text)[:6]
        day, number = (first, second) if day_first else (second, first)
        year += 2000 if year < 100 else 0
        return datetime(year, number, day, hour, minute, seconds)

    return parse


def _epoch(text: str) -> datetime:
    return datetime.fromtimestamp(epoch_seconds(int(text)), UTC)


def _tai64(text: str) -> datetime:
    seconds = int(text[1:17], 16) - _TAI_EPOCH - _TAI_OFFSET
    nanoseconds = int(text[17:25] or "0", 16)
    if not 0 <= seconds < 253_402_300_799:
        raise ValueError(text)
    return datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=nanoseconds // 1000)


_SLASHED = rf"(?P<time>\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}},? {_CLOCK})" + _FRACTION
DAY_FIRST = TimeShape("31/12/2024 10:00:00", _SLASHED + _ZONE, _day_or_month_first(True))
SHORT_YEAR = TimeShape(
    "17/06/09 20:10:40", rf"(?P<time>\d\d/\d\d/\d\d {_CLOCK}){_FRACTION}{_ZONE}", _year_month_day
)
MONTH_FIRST = TimeShape("12/31/2024 10:00:00", _SLASHED + _ZONE, _day_or_month_first(False))

SHAPES = (
    TimeShape(
        "2024-05-01 10:00:00",
        r"(?P<time>\d{4}(?P<between>[-/.])\d\d(?P=between)\d\d(?:[T _]|[ -]{1,3})"
        r"\d\d[:.]\d\d[:.]\d\d)" + _FRACTION + _ZONE,
        _year_month_day,
    ),
    TimeShape(
        "Sun Dec 04 04:47:44 2005",
        rf"(?P<time>(?:[^\W\d_]{{2,4}}\.?,? )?{_MONTH} {{1,2}}\d{{1,2}} {_CLOCK}"
        rf"(?:\.(?P<fraction>\d{{1,9}}))?(?: (?:(?P<zone>{ZONE_NAMES})|[A-Z]{{3,4}}))? \d{{4}})",
        lambda text: _named_month(re.sub(r"\.\d+| [A-Z]{1,4}(?= \d{4}$)", "", text)),
    ),
    TimeShape(
        "01-May-2024 10:00:00",
        rf"(?P<time>\d{{1,2}}[-/ ]{_MONTH}[-/ ]\d{{4}}[: ]{{1,2}}{_CLOCK}){_FRACTION}{_ZONE}",
        _named_month,
    ),
    TimeShape(
        "May 01, 2024 10:00:00 AM",
        rf"(?P<time>{_MONTH} {{1,2}}\d{{1,2}},? \d{{4}},? {_CLOCK}){_FRACTION}{_ZONE}",
        _named_month,
    ),
    SHORT_YEAR,
    TimeShape(
        "20240501 10:00:00",
        r"(?P<time>\d{8}(?:[-T ]\d{1,2}:\d{1,2}:\d{1,2}|[-T ]\d{6}(?!\d)))" + _FRACTION + _ZONE,
        _compact,
    ),
    TimeShape("081109 203615", r"(?P<time>\d{6} (?:\d{6}(?!\d)|\d{1,2}:\d\d:\d\d))", _compact),
    TimeShape(
        "05-01 10:00:00.000",
        rf"(?P<time>\d\d[-.]\d\d {_CLOCK}){_FRACTION}",
        _month_day,
        has_year=False,
    ),
    TimeShape("@4000000043322583 (TAI64N)", r"(?P<time>@4[0-9a-f]{15}(?:[0-9a-f]{8})?)", _tai64),
    TimeShape(
        "1428634687 (seconds since 1970)",
        r"(?P<time>1\d{9}|1\d{12}|1\d{15}|1\d{18})(?:\.(?P<fraction>\d{1,9}))?(?![\d.:/-])",
        _epoch,
    ),
    DAY_FIRST,
    MONTH_FIRST,
)
DATE_SHAPES = SHAPES[:4]
"""The shapes with a year of four digits, which are a time wherever they stand in a line."""
