"""Times in the cells of a column, in the formats that tools export."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from .errors import UnreadableEvidenceError
from .quoting import quoted
from .times import Clock

_TAIL = (
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?)?"
    r"\s*(?P<offset>Z|[+-]\d\d:?(?:\d\d)?)?\s*(?P<zone>[A-Za-z]{2,5})?(?:\s+m=[+-][\d.]+)?$"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _TAIL)
_YEAR_LAST = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})[-/.](?P<year>\d{4}|\d\d)" + _TAIL
)
_DAY_NAMED = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(?P<day>\d{1,2})[-/ .]+(?P<name>[A-Za-z]{3,9})[-/ ,.]+"
    r"(?P<year>\d{4}|\d\d)" + _TAIL
)
_NAMED_DAY = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(?P<name>[A-Za-z]{3,9})\.? +(?P<day>\d{1,2}),? +(?P<year>\d{4})" + _TAIL
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    r"(?:T?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)(?P<fraction>)(?P<half>))?"
    r"(?P<offset>Z|[+-]\d\d:?\d\d)?(?P<zone>)$"
)
_EPOCH = re.compile(r"\d{9,19}(?:\.\d*)?$|\d(?:\.\d+)?[eE]\+?(?:9|1[0-8])$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST = 60
_UTC_NAMES = ("UTC", "GMT")

Date = tuple[int, int, int]
DateOf = Callable[[dict[str, str], bool | None], Date]


def is_time(cell: str) -> bool:
    """Return whether a cell is a date and time, or a number that is plausibly an epoch."""
    return bool(_EPOCH.match(cell)) or is_dated(cell)


def is_dated(cell: str) -> bool:
    """Return whether a cell is a date and time in words or figures, and not an epoch."""
    return _dated(cell) is not None


def has_offset(cell: str) -> bool:
    """Return whether a cell is a date and time with an offset from UTC."""
    dated = _dated(cell)
    try:
        return dated is not None and _zone(dated[0].groupdict()) is not None
    except ValueError:  # an offset of 24 hours or more
        return False


def cell_parser(
    cells: Iterable[str], clock: Clock, time_format: str | None = None
) -> Callable[[str], float]:
    """Return a function from a cell to seconds since the epoch, which raises ValueError.

    Args:
        cells: those of the column, to find out whether the day or the month comes first.
        clock: supplies the zone and the year that the cells do not have.
        time_format: of `datetime.strptime`, if the author gives it.

    Raises:
        UnreadableEvidenceError: the day and the month cannot be told apart.
    """
    if time_format is not None:
        return _by_format(time_format, clock)
    day_first = _day_comes_first(cells)

    def seconds(cell: str) -> float:
        try:
            return _seconds(cell, clock, day_first)
        except OverflowError as error:
            raise ValueError(cell) from error

    return seconds


def _by_format(time_format: str, clock: Clock) -> Callable[[str], float]:
    has_year = any(code in time_format for code in ("%Y", "%y", "%G", "%c", "%x", "%D", "%s"))

    def seconds(cell: str) -> float:
        try:
            if has_year:
                return _positive(clock.utc(datetime.strptime(cell, time_format)))
            dated = datetime.strptime(f"2000 {cell}", f"%Y {time_format}")  # 2000 has a 29 February
            return _positive(clock.with_year(dated))
        except (OverflowError, re.error) as error:
            raise ValueError(cell) from error

    return seconds


def _seconds(cell: str, clock: Clock, day_first: bool | None) -> float:
    if _EPOCH.match(cell) and not _COMPACT.match(cell):
        return clock.epoch(float(cell)).timestamp()
    if cell[4:5] == "-" and len(cell) <= _LONGEST:
        try:
            return _positive(clock.iso(cell))
        except ValueError:
            pass
    dated = _dated(cell)
    if dated is None:
        raise ValueError(cell[:_LONGEST])
    match, date_of = dated
    parts = match.groupdict()
    return _positive(
        clock.utc(datetime(*date_of(parts, day_first), *_clock_time(parts), _zone(parts)))
    )


@lru_cache(maxsize=1_000)  # the first cells of a column are tested several times
def _dated(cell: str) -> tuple[re.Match[str], DateOf] | None:
    """Return the match of a date and time, and what returns its date; None if it is none."""
    if len(cell) > _LONGEST:
        return None
    text = " ".join(cell.split())  # so that the patterns have one space at a time to match
    matches = ((pattern.match(text), date_of) for pattern, date_of in _PATTERNS)
    return next(((match, date_of) for match, date_of in matches if match), None)


def _positive(time: datetime) -> float:
    seconds = time.timestamp()
    if seconds < 0:
        raise ValueError(time)
    return seconds


def _clock_time(parts: dict[str, str | None]) -> tuple[int, int, int, int]:
    hour = int(parts["hour"] or 0)
    if half := parts["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half in "Pp" else 0)
    fraction = (parts["fraction"] or "")[:6].ljust(6, "0")
    return hour, int(parts["minute"] or 0), int(parts["second"] or 0), int(fraction)


def _zone(parts: dict[str, str | None]) -> timezone | None:
    offset = parts["offset"]
    if offset == "Z" or (not offset and (parts["zone"] or "").upper() in _UTC_NAMES):
        return UTC
    if not offset:
        return None
    digits = offset[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes >= 24 * 60:
        raise ValueError(offset)
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def _year_first(parts: dict[str, str], _: bool | None) -> Date:
    return int(parts["year"]), int(parts["month"]), int(parts["day"])


def _year_last(parts: dict[str, str], day_first: bool | None) -> Date:
    one, two = int(parts["one"]), int(parts["two"])
    if parts["mark"] == "." or day_first:
        one, two = two, one
    elif day_first is None:
        raise ValueError("the day and the month cannot be told apart")
    return _full_year(parts["year"]), one, two


def _named(parts: dict[str, str], _: bool | None) -> Date:
    month = _MONTHS.index(parts["name"][:3].lower()) + 1
    return _full_year(parts["year"]), month, int(parts["day"])


def _full_year(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


_PATTERNS: tuple[tuple[re.Pattern[str], DateOf], ...] = (
    (_YEAR_FIRST, _year_first),
    (_YEAR_LAST, _year_last),
    (_DAY_NAMED, _named),
    (_NAMED_DAY, _named),
    (_COMPACT, _year_first),
)


def _day_comes_first(cells: Iterable[str]) -> bool | None:
    """Return whether dates such as 03/04/2024 begin with the day; None if there are none."""
    example = ""
    day_first = month_first = False
    for cell in cells:
        match = _YEAR_LAST.match(cell) if len(cell) <= _LONGEST and "  " not in cell else None
        if match is None or match["mark"] == ".":
            continue
        example = example or cell
        day_first = day_first or int(match["one"]) > 12
        month_first = month_first or int(match["two"]) > 12
    if example and day_first == month_first:
        raise UnreadableEvidenceError(
            f"the day and the month of {quoted(example)} cannot be told apart",
            'write which comes first: `time: {format: "%d/%m/%Y %H:%M"}` for 3 April as 03/04, '
            '`time: {format: "%m/%d/%Y %H:%M"}` for 4 March',
        )
    return day_first if example else None
