"""Parse the times of a log fast: each second is parsed once."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from .time_names import ZONE_NAMES, month, zone
from .times import Clock

_KEPT = 4096
_EARLIEST = 100_000_000  # 1973: smaller numbers are durations and counters
_NUMBER = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}|\d{16}|\d{19}", re.ASCII)
_ISO = re.compile(
    r"(?P<second>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:[.,](?P<fraction>\d+))?"
    rf" ?(?P<zone>{ZONE_NAMES}|[+-]\d\d:?(?:\d\d)?)?",
    re.ASCII,
)
_OTHER = re.compile(
    r"(?:(?P<y>\d{4})/(?P<m>\d\d)/(?P<d>\d\d) "
    r"|(?P<day>\d\d)/(?P<name>[A-Za-z]{3})/(?P<year>\d{4}):)"
    r"(?P<clock>\d\d:\d\d:\d\d)(?:\.(?P<fraction>\d+))? ?(?P<zone>[+-]\d{4}|Z)?",
    re.ASCII,
)


class Times:
    """Parses times by their text to the second, and keeps the last ones.

    `parse` gets the text of a time to the second with its zone, and returns the time in UTC.
    """

    def __init__(self, parse: Callable[[str], datetime]) -> None:
        self._parse = parse
        self._kept: dict[str, datetime] = {}

    def at(self, text: str, fraction: str | None = None) -> datetime:
        """Return the time of a text, with the digits of a fraction of a second.

        Raises:
            ValueError: the text is no time.
        """
        time = self._kept.get(text)
        if time is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            try:
                time = self._kept[text] = self._parse(text)
            except OverflowError as error:
                raise ValueError(text) from error
        if not fraction:
            return time
        return time.replace(microsecond=int(fraction[:6].ljust(6, "0")))


class ValueTimes:
    """Parses times as JSON and logfmt have them: texts in ISO 8601, or numbers since the epoch."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seconds = Times(self._second)

    def parse(self, value: Any) -> datetime | None:
        """Return the time of a value; None if it is no time."""
        try:
            if isinstance(value, str):
                return self._text(value)
            if isinstance(value, int | float) and value >= _EARLIEST:
                return self._clock.epoch(value)
        except (ValueError, OverflowError):
            pass
        return None

    def _text(self, text: str) -> datetime | None:
        if match := _ISO.fullmatch(text):
            return self._seconds.at(match["second"] + (match["zone"] or ""), match["fraction"])
        if _NUMBER.fullmatch(text):
            return self.parse(int(text) if text.isdecimal() else float(text))
        if match := _OTHER.fullmatch(text):
            name = match["name"]
            date = (
                f"{match['year']}-{month(name):02}-{match['day']}"
                if name
                else f"{match['y']}-{match['m']}-{match['d']}"
            )
            return self._seconds.at(
                f"{date} {match['clock']}{match['zone'] or ''}", match["fraction"]
            )
        return self._clock.iso(text) if 16 <= len(text) < 40 else None

    def _second(self, text: str) -> datetime:
        return self._clock.utc(datetime.fromisoformat(text[:19]).replace(tzinfo=zone(text[19:])))
