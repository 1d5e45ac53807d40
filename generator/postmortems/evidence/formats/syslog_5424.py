"""Syslog with the times of RFC 5424, also as rsyslog writes it to files: without a priority."""

import re
from datetime import datetime

from ..levels import SYSLOG_LEVELS, severity_class, text_level
from ..log_lines import LineParser, Parsed, line_format
from ..log_times import Times
from ..time_names import zone
from ..times import Clock

_TIME = (
    r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?P<fraction>\d{1,6}))?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)"
)
_LINE = re.compile(
    r"(?:\d{1,5} (?=<))?"  # the length, if the transport was TCP
    rf"(?:<(?P<priority>\d{{1,3}})>)?(?:1 )?{_TIME} (?P<host>[\w.:-]{{1,255}}) "
    r"(?:(?P<tag>[\w./()@-]{1,80}(?:\[[\w.-]{1,20}\])?): ?"
    r"|(?P<app>[\w./()@:-]{1,80}) (?P<process>\S{1,128}) (?P<id>\S{1,64})"
    r" (?P<data>-|(?:\[(?:[^\]\"\\]|\"(?:[^\"\\]|\\.)*\"|\\.)*\])+)(?: |$))"
    r"(?P<message>.*)",
    re.ASCII,
)


def _match(line: str) -> re.Match[str] | None:
    match = _LINE.match(line)
    if match is None or match["host"] in ("stdout", "stderr") or severity_class(match["host"]):
        return None
    return match


def priority_level(priority: str | None, message: str) -> str:
    """Return the level of a priority of syslog; without one, the level that the text names."""
    if priority is not None:
        return SYSLOG_LEVELS[int(priority) & 7]
    return text_level(message)


def parser(clock: Clock) -> LineParser:
    """Return the parser of the first lines of entries."""

    def parse_time(text: str) -> datetime:
        return clock.utc(datetime.fromisoformat(text[:19]).replace(tzinfo=zone(text[19:])))

    times = Times(parse_time)

    def parse(line: str) -> Parsed | None:
        match = _match(line)
        if match is None:
            return None
        try:
            time = times.at(match["time"] + match["zone"], match["fraction"])
        except ValueError:
            return None
        message = match["message"].removeprefix("\ufeff")
        source = match["tag"] or match["app"]
        return time, priority_level(match["priority"], message), message, source.partition("[")[0]

    return parse


FORMAT = line_format(
    "syslog (RFC 5424)",
    "lines have a time with an offset, a host and a program",
    _match,
    parser,
)
