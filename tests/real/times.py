"""Times as sources write them: zones by many names, days without an hour, clocks within a text."""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_HOURS = {
    "UTC": 0,
    "GMT": 0,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "PST": -8,
    "PDT": -7,
    "MST": -7,
    "MDT": -6,
    "EST": -5,
    "EDT": -4,
}
"""Abbreviations that mean one offset to those who use them; CST and IST mean several."""
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?")
_STATED = re.compile(r"\btimes (?:are )?(?:in )?([A-Z]{2,4}(?:[+-]\d{1,2})?)(?![A-Za-z])")
_HOUR_OF_DAY = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d")
_CLOCK = re.compile(
    r"\s*(?:[-*+] +|#+ *)?(?P<bold>\*\*)?(?:(?P<day>[A-Z][a-z]+ \d{1,2}),? +)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2}) *(?P<half>[AaPp][Mm])?\b"
    rf"(?: *(?P<zone>{'|'.join(_HOURS)})\b)?[ :–—-]*(?P<rest>.*)"
)


def zone_called(name: str | None) -> tzinfo | None:
    """The zone of a name such as `Europe/Paris`, `PST` or `+01:00`; none where it means none."""
    name = (name or "").strip()
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name]))
    try:
        if found := _OFFSET.fullmatch(name):
            sign, hours, minutes = found.groups()
            length = timedelta(hours=int(hours), minutes=int(minutes or 0))
            return timezone(-length if sign == "-" else length)
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def zone_stated(text: str) -> tzinfo | None:
    """The zone that a sentence such as "All times in PDT (UTC-7)." gives."""
    found = _STATED.search(text)
    return zone_called(found[1]) if found else None


def moment(text: str | None, zone: tzinfo | None) -> str | None:
    """A time with the offset its zone had; as it is where it has one, or no zone, or no hour."""
    if text is None or zone is None or not _HOUR_OF_DAY.match(text):
        return text
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if local.tzinfo else local.replace(tzinfo=zone).isoformat()


def day_of(text: str | None) -> date | None:
    """The day that a time begins with; none where it begins with something else."""
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None


def is_day(text: str | None) -> bool:
    """Whether a time is a day and no hour."""
    return day_of(text) is not None and len((text or "").strip()) == 10


def rows_of_day(text: str, day: date, zone: tzinfo | None) -> list[tuple[str, str]]:
    """A day's story as (time, text) rows, where it begins with a clock; else nothing.

    A clock stands at the start of a line, perhaps in a list or a heading, with a day (`July 23`)
    or a zone of its own. What follows, up to the next one, is its text.
    """
    rows: list[tuple[str, list[str]]] = []
    for line in text.strip().splitlines():
        at = _clock(line, day, zone)
        if at:
            day = date.fromisoformat(at[0][:10])
            rows.append((at[0], [at[1]]))
        elif rows:
            rows[-1][1].append(line)
        else:
            return []
    return [(at, "\n".join(lines).strip()) for at, lines in rows]


def _clock(line: str, day: date, zone: tzinfo | None) -> tuple[str, str] | None:
    """The time that a line begins with, and the rest of the line."""
    if not (found := _CLOCK.fullmatch(line)):
        return None
    hour = int(found["hour"])
    if half := found["half"]:
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    try:
        if found["day"]:
            day = datetime.strptime(f"{found['day']} {day.year}", "%B %d %Y").date()
        local = datetime.combine(day, time(hour, int(found["minute"])))
    except ValueError:
        return None
    at = moment(local.isoformat(), zone_called(found["zone"]) or zone)
    return (at or "", (found["bold"] or "") + found["rest"])
