"""Logs of klog and glog: Kubernetes and programs of Google write them, without year and zone."""

import re
from datetime import datetime

from ..levels import letter_level
from ..log_lines import LineParser, Parsed, line_format
from ..log_times import Times
from ..times import Clock

_LINE = re.compile(
    r"(?P<letter>[IWEFD])(?P<time>(?:\d{4})?\d{4} \d\d:\d\d:\d\d)\.(?P<fraction>\d{1,9})"
    r"(?: +\d+)? (?P<place>[^\s\]]{1,200}:\d+)\] ?(?P<message>.*)",
    re.ASCII,
)


def parser(clock: Clock) -> LineParser:
    """Return the parser of the first lines of entries."""
    times = Times(lambda text: _time(text, clock))

    def parse(line: str) -> Parsed | None:
        match = _LINE.match(line)
        if match is None:
            return None
        letter, second, fraction, place, message = match.groups()
        try:
            time = times.at(second, fraction)
        except ValueError:
            return None
        return time, letter_level(letter), message, place.partition(":")[0]

    return parse


def _time(text: str, clock: Clock) -> datetime:
    date, clock_time = text.split(" ")
    hour, minute, second = (int(part) for part in clock_time.split(":"))
    month, day = int(date[-4:-2]), int(date[-2:])
    if len(date) == 8:
        return clock.utc(datetime(int(date[:4]), month, day, hour, minute, second))
    return clock.with_year(datetime(2000, month, day, hour, minute, second))


FORMAT = line_format(
    "klog",
    "lines begin with a letter, a month and a day, such as `E0517 15:04:22.619632`",
    _LINE.match,
    parser,
    at_least=0.1,
)
