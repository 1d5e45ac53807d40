"""Syslog as in RFC 3164 and as `journalctl` prints it: times without a year and a zone."""

import re
from datetime import datetime

from ..log_lines import LineParser, Parsed, line_format
from ..log_times import Times
from ..time_names import MONTHS, ZONE_NAMES, month, zone
from ..times import Clock
from .syslog_5424 import priority_level

_LINE = re.compile(
    r"(?:<(?P<priority>\d{1,3})>)?[*.]?(?P<time>"
    r"(?:(?P<month>[^\W\d_]{3,8}|1?\d月)\.? {1,2}(?P<day>[0-3]?\d)"
    r"|(?P<day_first>[0-3]?\d) (?P<month_second>[^\W\d_]{3,8})\.?)"
    r"(?: (?P<year>\d{4}))? (?P<clock>\d\d:\d\d:\d\d))(?:[.,](?P<fraction>\d{1,9}))?(?! [AP]M\b)"
    rf"(?: (?P<zone>{ZONE_NAMES}|[+-]\d\d:?\d\d))?:? "
    r"(?:(?P<host>[\w.:@-]{1,255}) (?=\S))?"
    r"(?:(?P<tag>[^\s:\[]{1,100})(?:\[[^\]\s]{1,30}\])?: ?)?(?P<message>.*)"
)


def _match(line: str) -> re.Match[str] | None:
    match = _LINE.match(line)
    if match is None:
        return None
    return match if (match["month"] or match["month_second"]).lower() in MONTHS else None


def parser(clock: Clock) -> LineParser:
    """Return the parser of the first lines of entries."""
    times = Times(lambda text: _time(text, clock))

    def parse(line: str) -> Parsed | None:
        match = _LINE.match(line)
        if match is None:
            return None
        text, zone_name = match["time"], match["zone"]
        try:
            time = times.at(f"{text} {zone_name}" if zone_name else text, match["fraction"])
        except ValueError:
            return None
        message = match["message"]
        level = priority_level(match["priority"], message)
        return time, level, message, match["tag"] or match["host"] or ""

    return parse


def _time(text: str, clock: Clock) -> datetime:
    """Parse a time such as `Nov  3 09:23:38`, `3 Nov 2024 09:23:38` or `Nov  3 09:23:38 UTC`."""
    match = _LINE.match(f"{text} ")
    if match is None:
        raise ValueError(text)
    number = month(match["month"] or match["month_second"])
    day = int(match["day"] or match["day_first"])
    hour, minute, second = (int(part) for part in match["clock"].split(":"))
    year = int(match["year"] or 2000)  # a leap year, so that February 29 exists
    time = datetime(year, number, day, hour, minute, second, tzinfo=zone(match["zone"]))
    return clock.utc(time) if match["year"] else clock.with_year(time)


FORMAT = line_format(
    "syslog (RFC 3164)",
    "lines begin with a month, a day, a time and a host",
    _match,
    parser,
)
