"""The date and time that a text begins with, as the rows of timelines write them."""

import re
from dataclasses import dataclass, replace
from datetime import time, tzinfo

from .dates import DATE, WrittenDate, date_of
from .zones import abbreviations, zone_named

_LONGEST = 200
"""The length of the longest stamp, in characters."""
_DATE = re.compile(rf"(?:{DATE})(?![^\WT_])", re.IGNORECASE)
_CLOCK = re.compile(
    r"T?(?P<hour>\d{1,2})(?:(?P<mark>[:.h])(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9}(?!\d))?)?"
    r"(?!\d|:\d|\.\d|%)(?:\s?(?P<half>[ap])\.?m\b\.?)?|\s?(?P<only_half>[ap])\.?m\b\.?)",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d)(?=\s?(?:hrs|hours|h|Z|UTC|GMT)\b)(?:\s?(?:hrs|hours|h)\b)?"
)
_ZONE = re.compile(
    r"\s?[(\[]?(?P<zone>(?:UTC|GMT)\s?[+−–-]\d{1,2}(?::?\d{2})?(?!\d|:\d)|\+\d{2}:?\d{2}(?!\d|:\d)"
    r"|[−-]\d{2}:\d{2}(?!\d|:\d)|[−-]\d{4}(?!\d|:\d)|"
    + "|".join(re.escape(name) for name in abbreviations())
    + r"|(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/[A-Za-z_/]+)(?![\w])[)\]]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,2}\.\d{2}")
_OPENING = re.compile(r"[\s*_`\[(<>]*(?:@(?=[A-Za-z]{3,9} \d))?")
_ABOUT = re.compile(
    r"(?:(?:~|≈|c\.|ca\.|circa\b|approx(?:imately\b|\.|\b)|around\b|about\b|roughly\b)[\s*_`\[(]*)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:at|on|by|from|since)\s+", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:[\s,|*_`\[\]()]|at\b|@|\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\)|[-–—](?=\s)|[-–—](?=\d{1,2}:)|:\s)*",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"[\s*_`\])]*(?:-+>?|–|—|→|to\b|until\b|till\b)\s*[*_`\[(~]*", re.IGNORECASE)
_YEAR_AFTER = re.compile(r" 20\d{2}(?![\w-])")
_DATE_AFTER = re.compile(r"[\s,]*(?:on\s+)?[(\[]?", re.IGNORECASE)
_BEHIND = re.compile(r"[\s:;,|=>→–—`\])-]+|\.(?=\s|\Z)|[*_](?=[\s:;,|)\]–—-]|\Z)")
_LINK_END = re.compile(r"[*_`]*\]\((?P<address>[^()\s]*)\)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date, a time or both, as they are written.

    `zone` is the zone beside the time, or `AMBIGUOUS`. `rest` is the text after the stamp. `until`
    is the end of a period, and `until_text` the stamp of a period as it is written.
    """

    date: WrittenDate | None = None
    clock: time | None = None
    zone: tzinfo | str | None = None
    approximate: bool = False
    rest: str = ""
    has_half: bool = False
    until: "Stamp | None" = None
    written: str = ""

    @property
    def may_be_a_number(self) -> bool:
        """Whether it is written like the number 18.04, which can be a version."""
        return _NUMBER.fullmatch(self.written) is not None


def stamp_at_start(text: str) -> Stamp | None:
    """Return the date and time that a text begins with; None if it begins with neither."""
    head = text[:_LONGEST]
    scanner = _Scanner(head)
    opening = scanner.skip(_OPENING)
    stamp = scanner.stamp()
    if stamp is None:
        return None
    if stamp.clock and (match := _UNTIL.match(head, scanner.position)):
        until = _Scanner(head, match.end())
        if (end := until.stamp()) and end.clock:
            stamp = _period(stamp, end)
            scanner.position = until.position
    written = head[len(opening) : scanner.position].strip(" *_`[(<>")
    written = _PREPOSITION.sub("", written, count=1)
    rest = _rest(text, scanner.position)
    if rest is None:
        return None
    return replace(stamp, rest=rest.strip(), written=written)


def _period(start: Stamp, end: Stamp) -> Stamp:
    """Return a period: what is written once, at its end, such as `PM` or a zone, is for both."""
    if start.clock and end.clock and end.has_half and not start.has_half and end.clock.hour >= 12:
        later = (
            start.clock.replace(hour=start.clock.hour % 12 + 12) if start.clock.hour <= 12 else None
        )
        if later and later <= end.clock:
            start = replace(start, clock=later)
    return replace(start, zone=start.zone or end.zone, until=end)


def _rest(text: str, position: int) -> str | None:
    """Return the text after a stamp; None if the stamp ends within a word."""
    if position < len(text) and (text[position].isalnum() or text[position] in "%/_"):
        return None
    address = ""
    if link := _LINK_END.match(text, position):
        position, address = link.end(), link["address"]
    is_bold = text[:position].count("**") % 2 == 1
    rest = text[position:]
    while rest:
        if match := _BEHIND.match(rest):
            rest = rest[match.end() :]
        elif is_bold and rest.startswith("**"):
            rest, is_bold = rest[2:], False
        else:
            break
    rest = f"**{rest}" if is_bold and "**" in rest else rest
    return f"{rest} <{address}>" if "://" in address else rest


def _is_name_of_zone(text: str) -> bool:
    """Return whether letters are an abbreviation as it is written, and no word such as `est`."""
    is_short = text.isalpha() and len(text) <= 5
    return not is_short or text.isupper() or text.lower() in ("utc", "gmt")


class _Scanner:
    """Reads the parts of a stamp one after the other."""

    def __init__(self, text: str, position: int = 0) -> None:
        self._text, self.position = text, position
        self._has_half = False
        self._is_exact = False

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Skip what a pattern matches, and return it."""
        match = pattern.match(self._text, self.position)
        if not match:
            return ""
        self.position = match.end()
        return match[0]

    def stamp(self) -> Stamp | None:
        """Return the date and time at the position, and move behind them."""
        self.skip(_PREPOSITION)
        approximate = bool(self.skip(_ABOUT))
        date = self._date()
        start = self.position
        if date:
            self.skip(_BETWEEN)
        approximate = bool(self.skip(_ABOUT)) or approximate
        clock = self._clock()
        if clock is None:
            self.position = start
            is_day = date and not (date.is_numeric and date.year is None)
            return Stamp(date) if is_day else None
        zone = self._zone()
        if date and date.year is None and (year := self.skip(_YEAR_AFTER)):
            date = replace(date, year=int(year))
        if date is None:
            date = self._date_after()
            zone = zone or (self._zone() if date else None)
        return Stamp(date, clock, zone, approximate, has_half=self._has_half)

    def _date(self) -> WrittenDate | None:
        match = _DATE.match(self._text, self.position)
        if not match:
            return None
        self.position = match.end()
        return date_of(match)

    def _date_after(self) -> WrittenDate | None:
        """Return the date after a time, as in `14:02 UTC, 2026-03-14`."""
        start = self.position
        self.skip(_DATE_AFTER)
        date = self._date()
        if date is None or (date.is_numeric and date.year is None):
            self.position = start
            return None
        return date

    def _clock(self) -> time | None:
        match = _COMPACT.match(self._text, self.position) or _CLOCK.match(self._text, self.position)
        if not match:
            return None
        groups = match.groupdict()
        hour, minute = int(groups["hour"]), int(groups["minute"] or 0)
        half = groups.get("half") or groups.get("only_half")
        self._has_half = bool(half)
        if half:
            if hour == 0 and half.lower() == "p":
                return None
            hour = hour if hour > 12 else hour % 12 + (12 if half.lower() == "p" else 0)
        second = int(groups.get("second") or 0)
        if hour > 23 or minute > 59 or second > 59:
            return None
        self.position = match.end()
        self._is_exact = bool(groups.get("second")) or match[0][0] in "Tt"
        return time(hour, minute, second)

    def _zone(self) -> tzinfo | str | None:
        match = _ZONE.match(self._text, self.position)
        if match and match["zone"][0] in "-−" and ":" in match["zone"] and not self._is_exact:
            return None  # `10:00-12:00` is a period
        if match and not _is_name_of_zone(match["zone"]):
            return None
        if not match or (zone := zone_named(match["zone"])) is None:
            return None
        self.position = match.end()
        return zone
