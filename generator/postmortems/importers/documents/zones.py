"""Time zones as documents name them: abbreviations, offsets, names of places and of zones."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from .data_files import data_of

AMBIGUOUS = "ambiguous"
_SUMMER, _WINTER = datetime(2024, 7, 1), datetime(2024, 1, 1)


class AmbiguousZone(str):
    """The name of a zone that means several; it equals `AMBIGUOUS`."""

    def __new__(cls, name: str) -> "AmbiguousZone":
        """Return the zone with this name."""
        zone = super().__new__(cls, AMBIGUOUS)
        zone.name = name
        return zone

    name: str

    def can_be(self, zone: tzinfo) -> bool:
        """Return whether this name can mean a zone; an offset, or any zone for `local time`."""
        if isinstance(zone, timezone) or not self.name.isalpha():
            return True
        names = (zone.tzname(time) for time in (_SUMMER, _WINTER))
        return self.name.upper() in names


_SHORT = frozenset({"pt", "mt", "ct", "et"})

_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s?([+−–-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:times|timestamps?|clocks|time ?zone)\b", re.IGNORECASE)
_HEAD = re.compile(r"\W*(?:date ?(?:and|/|&)? ?)?(?:time|timeline|when)\b", re.IGNORECASE)
_BEFORE_ZONE = re.compile(
    r"\b(?:times?|when|timeline|timestamps?|in|are|is|as|uses?|using|zone|timezone)\b[:,]?\s+",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[](?P<zone>[^()\[\]]{1,50})[)\]]")
_FILLERS = re.compile(
    r"^(?:\W*\b(?:all|the|local|times?|timestamps?|are|is|in|given|listed|events?|on|using|hours|tz|"
    r"timezone|zone|shown|and|approximate|approx)\b)+\W*",
    re.IGNORECASE,
)


@cache
def _named() -> dict[str, str]:
    return dict(data_of("zones.yaml"))


@cache
def _places() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if "/" in name}


def abbreviations() -> list[str]:
    """Return the names of zones that stand beside a time, such as `UTC`, the longest first.

    Names of places are none of them: `10:02 London` may be the beginning of a sentence.
    """
    names = [
        name
        for name, value in _named().items()
        if name.endswith(" time") or name in _SHORT or (len(name) <= 5 and "/" not in value)
    ]
    return sorted(names, key=len, reverse=True)


def zone_named(text: str) -> tzinfo | str | None:
    """Return the zone of a name, an `AmbiguousZone` if it means several, or None."""
    name = " ".join(text.strip(" \t*_`()[].,:").split())
    if match := _OFFSET.fullmatch(name):
        return _fixed(match[1], match[2], match[3] or "0")
    whole = " ".join(text.strip(" \t*_`.,:").split()).lower()
    value = _named().get(whole) or _named().get(name.lower()) or _places().get(name.lower())
    if value == AMBIGUOUS:
        return AmbiguousZone(whole if whole in _named() else name.lower())
    if value is None:
        return None
    return _offset(value) if value[0] in "+-" else ZoneInfo(value)


def _offset(value: str) -> timezone:
    zone = _fixed(value[0], value[1:3], value[4:])
    assert isinstance(zone, timezone)  # noqa: S101 - the data file has valid offsets
    return zone


def _fixed(sign: str, hours: str, minutes: str) -> timezone | None:
    length = timedelta(hours=int(hours), minutes=int(minutes))
    if length > timedelta(hours=14):
        return None
    return timezone(length if sign == "+" else -length)


def zone_stated(text: str) -> tzinfo | str | None:
    """Return the zone that a sentence gives for the times below it, as `zone_named` does.

    Such as `All times in PDT (UTC-7).`, `Timeline (times in BST)` or `Time (UTC)`.
    """
    text = " ".join(text[:400].split())
    candidates = [match["zone"] for match in _BRACKETED.finditer(text)]
    times = _TIMES.search(text) or (_HEAD.match(text) if len(text) < 40 else None)
    if times:
        starts = [match.end() for match in _BEFORE_ZONE.finditer(text, times.start())]
        candidates += [text[start : start + 50] for start in starts]
    ambiguous = None
    for candidate in candidates:
        zone = _first_zone(candidate)
        if zone is not None and zone != AMBIGUOUS:
            return zone
        ambiguous = ambiguous or zone
    return ambiguous


def _first_zone(text: str) -> tzinfo | str | None:
    """Return the zone that a text begins with, apart from filling words."""
    text = _FILLERS.sub("", text).strip()
    words = text.split()
    attempts = [" ".join(words[:count]) for count in range(min(5, len(words)), 0, -1)]
    for attempt in attempts:
        for form in (attempt, attempt.split(" (")[0], attempt.strip(",;")):
            if (zone := zone_named(form)) is not None:
                return zone
    return None


def with_zone(local: datetime, zone: tzinfo) -> str:
    """Return a local time with its offset as the format writes it: `2026-03-14T09:20+01:00`."""
    aware = local.replace(tzinfo=zone)
    written = aware.isoformat(timespec="seconds" if local.second else "minutes")
    return written[:-6] + "Z" if written.endswith("+00:00") else written
