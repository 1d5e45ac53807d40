"""Access logs of nginx, Apache, Envoy and load balancers of AWS."""

import re
from datetime import datetime

from ..format import Format
from ..log_lines import LineParser, Parsed, log_reading, sample_lines, share, single_entries
from ..log_times import Times
from ..records import Reading
from ..source import Source
from ..time_names import month, zone
from ..times import Clock

_NAME = "access log"
_COMMON = re.compile(
    r'(?P<before>[^\["]{0,300})\[(?P<time>\d\d/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?'
    r"|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?P<fraction>\d+))?(?P<zone>Z| ?[+-]\d\d:?\d\d)?\]"
    r'(?: [^"]{0,200})? "(?P<request>[^"\\]*(?:\\.[^"\\]*)*)" (?P<status>\d{3})\b',
    re.ASCII,
)
_BALANCER = re.compile(
    r"(?:(?:https?|h2|grpcs?|wss?) )?(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)"
    r"(?:\.(?P<fraction>\d+))?(?P<zone>Z) (?P<before>\S+) \S+:\d+ \S+(?: -?[\d.]+){3}"
    r' (?P<status>\d{3}|-) \S+ \d+ \d+ "(?P<request>[^"]*)"',
    re.ASCII,
)


def recognize(source: Source) -> str | None:
    """Recognize lines with a time in brackets, a quoted request and a status."""
    lines = sample_lines(source)
    if share(lines, _COMMON.match) >= 0.5:
        return "lines have a time in brackets, a request and a status"
    if share(lines, _BALANCER.match) >= 0.5:
        return "lines are requests to a load balancer of AWS"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the requests: 5xx is an error, 4xx a warning. Other lines are counted."""
    parse = parser(sample_lines(source), source.clock)
    return log_reading(source, _NAME, why, lambda skipped: single_entries(source, parse, skipped))


def status_level(status: str) -> str:
    """Return the level of a status of HTTP; "" if it is none."""
    return {"5": "error", "4": "warning", "": "", "-": ""}.get(status[:1], "info")


def parser(sample: list[str], clock: Clock) -> LineParser:
    """Return the parser of lines such as those of the sample."""
    times = Times(lambda text: _time(text, clock))
    is_common = share(sample, _COMMON.match) >= share(sample, _BALANCER.match)
    match = _COMMON.match if is_common else _BALANCER.match

    def parse(line: str) -> Parsed | None:
        groups = match(line)
        if groups is None:
            return None
        before, second, fraction, offset, request, status = groups.group(
            "before", "time", "fraction", "zone", "request", "status"
        )
        try:
            time = times.at(second + offset if offset else second, fraction)
        except ValueError:
            return None
        return time, status_level(status), f"{request} {status}", _host(before)

    return parse


def _host(before: str) -> str:
    """Return the virtual host, which stands before the address, identity and user."""
    words = before.split(maxsplit=4)
    return words[0] if len(words) == 4 or (len(words) == 1 and "." not in words[0]) else ""


def _time(text: str, clock: Clock) -> datetime:
    if text[2] == "/":
        year, clock_time, offset = text[7:11], text[12:20], text[20:].strip()
        date = f"{year}-{month(text[3:6]):02}-{text[:2]}"
    else:
        date, clock_time, offset = text[:10], text[11:19], text[19:].strip()
    time = datetime.fromisoformat(f"{date} {clock_time}")
    return clock.utc(time.replace(tzinfo=zone(offset)))


FORMAT = Format(_NAME, "logs", recognize, read)
