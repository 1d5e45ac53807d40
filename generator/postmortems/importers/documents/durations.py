"""Durations as documents write them, compared with the times of the incident."""

import re
from datetime import datetime, timedelta

_UNITS = {
    "w": 604_800,
    "d": 86_400,
    "h": 3_600,
    "m": 60,
    "s": 1,
}
_PART = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>w(?:ee)?ks?|d(?:ays?)?|h(?:(?:ou)?rs?)?|m(?:in(?:ute)?s?)?|s(?:ec(?:ond)?s?)?)\b\.?"
    r"(?:\s*(?:,|and|&)?\s*)",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"\W*(?:(?:approx(?:imately|\.)?|about|around|roughly|circa|c\.|~|≈|just|over|under|nearly"
    r"|almost|total:?|of)\s*)*",
    re.IGNORECASE,
)


def duration_at_start(text: str) -> tuple[timedelta, timedelta] | None:
    """Return the duration that a text begins with, and the most it can differ by rounding.

    None if the text begins with none.
    """
    prefix = _PREFIX.match(text[:200])
    position = prefix.end() if prefix else 0
    seconds, precision = 0.0, 0.0
    while match := _PART.match(text, position):
        unit = _UNITS[match["unit"][0].lower()]
        seconds += float(match["number"].replace(",", ".")) * unit
        precision = unit * (0.1 if "." in match["number"] or "," in match["number"] else 1)
        position = match.end()
    if not precision or seconds > 10 * 366 * 86_400:
        return None
    return timedelta(seconds=seconds), timedelta(seconds=60 + precision / 2)


def disagrees(length: timedelta, tolerance: timedelta, start: datetime, end: datetime) -> bool:
    """Return whether a written duration is not that between two times, apart from rounding."""
    return abs((end - start) - length) > tolerance
