"""Logs in logfmt: `ts=2024-05-01T10:00:00Z level=info msg="started"`."""

import re

from ..format import Format
from ..levels import text_level
from ..log_lines import LineParser, Parsed, line_entries, log_reading, sample_lines, share
from ..log_times import ValueTimes
from ..records import Reading
from ..source import Source
from ..times import Clock

_NAME = "logfmt"
_PAIR = re.compile(r'([\w@.-]{1,80})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))', re.ASCII)
_MOST_CHARACTERS = 10_000
_TIME_KEYS = frozenset(("t", "ts", "time", "timestamp", "@timestamp", "date", "datetime"))
_LEVEL_KEYS = frozenset(("level", "lvl", "severity", "loglevel", "log.level", "at"))
_MESSAGE_KEYS = frozenset(("msg", "message", "event"))
_SOURCE_KEYS = frozenset(("logger", "component", "service", "app", "caller"))


def recognize(source: Source) -> str | None:
    """Recognize lines of pairs that have a time."""
    parse = _parser(Clock())

    def is_logfmt(line: str) -> bool:
        return line.count("=") >= 2 and parse(line) is not None

    if share(sample_lines(source), is_logfmt) >= 0.4:
        return "lines are pairs such as `level=info`, with a time"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the entries. A line without a time belongs to the entry above."""
    parse = _parser(source.clock)
    return log_reading(source, _NAME, why, lambda skipped: line_entries(source, parse, skipped))


def _parser(clock: Clock) -> LineParser:
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


FORMAT = Format(_NAME, "logs", recognize, read)
