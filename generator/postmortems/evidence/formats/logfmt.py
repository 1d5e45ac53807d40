"""Logs in logfmt: `ts=2024-05-01T10:00:00Z level=info msg="started"`."""

import re

from ..levels import text_level
from ..log_lines import LineParser, Parsed, line_format
from ..log_times import ValueTimes
from ..times import Clock

_PAIR = re.compile(r'([\w@.-]{1,80})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))', re.ASCII)
_MOST_CHARACTERS = 10_000
_TIME_KEYS = frozenset(("t", "ts", "time", "timestamp", "@timestamp", "date", "datetime"))
_LEVEL_KEYS = frozenset(("level", "lvl", "severity", "loglevel", "log.level", "at"))
_MESSAGE_KEYS = frozenset(("msg", "message", "event"))
_SOURCE_KEYS = frozenset(("logger", "component", "service", "app", "caller"))


def parser(clock: Clock) -> LineParser:
    """Return the parser of the first lines of entries."""
    times = ValueTimes(clock)

    def parse(line: str) -> Parsed | None:
        time_text = level = message = name = ""
        for key, quoted, bare in _PAIR.findall(line[:_MOST_CHARACTERS]):
            if key in _TIME_KEYS:
                time_text = time_text or quoted or bare
            elif key in _LEVEL_KEYS:
                level = level or quoted or bare
            elif key in _MESSAGE_KEYS:
                message = message or quoted or bare
            elif key in _SOURCE_KEYS:
                name = name or quoted or bare
        if not time_text or (time := times.parse(time_text)) is None:
            return None
        message = message.replace('\\"', '"') if message else line
        return time, level or text_level(line), message, name[:200]

    return parse


def _has_pairs_and_time(line: str) -> bool:
    return line.count("=") >= 2 and parser(Clock())(line) is not None


FORMAT = line_format(
    "logfmt",
    "lines are pairs such as `level=info`, with a time",
    _has_pairs_and_time,
    parser,
)
