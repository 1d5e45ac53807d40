"""Logs of PostgreSQL, with any prefix that begins with the time, and in CSV."""

import re
from datetime import datetime

from ..format import Format
from ..log_lines import LineParser, Parsed, line_entries, log_reading, sample_lines, share
from ..log_times import Times
from ..records import Reading
from ..source import Source
from ..time_names import zone
from ..times import Clock

_NAME = "PostgreSQL log"
_LEVELS = (
    "DEBUG[1-5]?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|STATEMENT|DETAIL|HINT|CONTEXT|QUERY"
    "|LOCATION|BACKTRACE"
)
_LINE = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.(?P<fraction>\d{1,9}))?"
    r" ?(?P<zone>(?!DEBUG|INFO|WARN|ERROR|TRACE|FATAL|NOTI|LOG|PANIC|CRIT)[A-Z]{1,5}"
    r"|[+-]\d\d(?::?\d\d)?)(?![A-Za-z0-9])"
    rf"(?:.{{0,200}}?\b(?P<level>{_LEVELS}): {{1,2}}"
    rf"|,.{{0,300}}?,(?P<csv_level>{_LEVELS}),\w{{5}},)(?P<message>.*)",
    re.ASCII,
)


def recognize(source: Source) -> str | None:
    """Recognize lines with a time, a zone and a level of PostgreSQL."""
    lines = sample_lines(source)
    starts = [line for line in lines if line[:4].isdecimal()]
    if len(starts) >= 0.05 * len(lines) and share(starts, _LINE.match) >= 0.5:
        return "lines have a time, a zone and a level such as `LOG:  `"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the entries. A line without a time, as of a statement, belongs to the entry above."""
    parse = parser(source.clock)
    return log_reading(source, _NAME, why, lambda skipped: line_entries(source, parse, skipped))


def parser(clock: Clock) -> LineParser:
    """Return the parser of the first lines of entries."""

    def parse_time(text: str) -> datetime:
        return clock.utc(datetime.fromisoformat(text[:19]).replace(tzinfo=zone(text[19:])))

    times = Times(parse_time)

    def parse(line: str) -> Parsed | None:
        match = _LINE.match(line)
        if match is None:
            return None
        second, fraction, zone_name, level, csv_level, message = match.groups()
        try:
            time = times.at(second + zone_name, fraction)
        except ValueError:
            return None
        return time, level or csv_level, message, ""

    return parse


FORMAT = Format(_NAME, "logs", recognize, read)
