"""Text logs of frameworks and servers: a time, mostly a level, and a message of some lines.

log4j, logback, Python, Laravel, Rails, Spark, HDFS, Tomcat, PHP, Redis, the error logs of Apache
and nginx, and programs that write a time and a text.
"""

import re
from dataclasses import dataclass

from ..errors import UnreadableEvidenceError
from ..format import Format
from ..levels import severity_class, split_level, text_level
from ..log_lines import LineParser, Parsed, line_entries, log_reading, sample_lines
from ..log_time_shapes import DAY_FIRST, MONTH_FIRST, SHAPES, TimeShape
from ..log_times import Times
from ..records import Reading
from ..source import Source
from ..times import Clock

_NAME = "text log"
_PREFIXES = (
    r"[\[(<]?",
    r"(?P<before>(?:[A-Za-z]{1,9}[\s:,]{0,3}[\[(]|[A-Za-z]{1,9}[:,]? {1,5}|=[A-Z ]{1,30}=+ ?"
    r"|\d+:[A-Z] ))",
    r"(?P<before>.{1,100}?[\s\[(|,])",
)
_REST = r"(?: std(?:out|err) [FP](?= ))?(?P<rest>.*)"  # after the stream of a container
_SEPARATORS = " \t]),:|>-"
_SIGNS = re.compile(r" ([.*#-]) (?=\S)")
_CLOCK_ONLY = re.compile(r"[\[(]?\d\d:\d\d:\d\d[.,]\d{3}[\])]? ")


@dataclass(frozen=True)
class _Layout:
    """Where the time of an entry stands in its first line, and in what shape."""

    shape: TimeShape
    line: re.Pattern[str]
    matched: int
    levels: int


def recognize(source: Source) -> str | None:
    """Recognize lines with a time: most of them, or some that have levels too."""
    lines = sample_lines(source)
    layout = _layout(lines)
    if layout is None:
        clocks = sum(1 for line in lines if _CLOCK_ONLY.match(line) and text_level(line[8:]))
        return "lines have a clock time and a level" if clocks > len(lines) / 2 else None
    of_lines = layout.matched / len(lines)
    most_have_levels = layout.levels >= layout.matched / 2
    if of_lines >= 0.5 or (of_lines >= 0.01 and most_have_levels):
        return f"lines begin with a time such as `{layout.shape.example}`"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the entries. A line without a time belongs to the entry above.

    Raises:
        UnreadableEvidenceError: the times have no date, or the order of day and month is not known.
    """
    layout = _layout(sample_lines(source))
    if layout is None:
        raise UnreadableEvidenceError(
            "the times of the log have no date",
            "write the log with dates, for example `%d{ISO8601}` in log4j and logback",
        )
    if layout.shape in (DAY_FIRST, MONTH_FIRST):
        layout = _with_known_order(layout, source)
    parse = _parser(layout, source.clock)
    return log_reading(source, _NAME, why, lambda skipped: line_entries(source, parse, skipped))


def _layout(lines: list[str]) -> _Layout | None:
    """Return the layout of most lines; times at the beginning go first."""
    for prefix in _PREFIXES:
        layouts = [_tried(prefix, shape, lines) for shape in SHAPES]
        best = max(layouts, key=lambda one: one.matched)
        if best.matched and best.matched >= 0.01 * len(lines):
            return best
    return None


def _tried(prefix: str, shape: TimeShape, lines: list[str]) -> _Layout:
    pattern = re.compile(rf"{prefix}{shape.pattern}{_REST}", re.DOTALL)
    parse = _parser(_Layout(shape, pattern, 0, 0), Clock())
    matched = levels = 0
    has_no_level = False  # as with java.util.logging, which writes the level on the next line
    for line in lines:
        if (entry := parse(line)) is not None:
            matched += 1
            has_no_level = not severity_class(entry[1])
            levels += not has_no_level
        elif has_no_level:
            levels += bool(text_level(line))
            has_no_level = False
    return _Layout(shape, pattern, matched, levels)


def _parser(layout: _Layout, clock: Clock) -> LineParser:
    shape, match = layout.shape, layout.line.match
    times = Times(lambda text: shape.utc(text, clock))
    has_fraction = "fraction" in layout.line.groupindex
    has_zone = "zone" in layout.line.groupindex
    has_before = "before" in layout.line.groupindex

    def parse(line: str) -> Parsed | None:
        groups = match(line)
        if groups is None:
            return None
        text = groups["time"]
        if has_zone and (zone_name := groups["zone"]):
            text = f"{text}\t{zone_name}"
        try:
            time = times.at(text, groups["fraction"] if has_fraction else None)
        except ValueError:
            return None
        level, message = _level_and_message(groups["rest"])
        if has_before and not level:
            level, message = _level_before(groups["before"], message)
        return time, level, message, ""

    return parse


def _level_and_message(rest: str) -> tuple[str, str]:
    """Return the level that a text names, and the text, without the level if it begins with it."""
    level, message = split_level(rest)
    if level:
        return level, message
    message = rest.lstrip(_SEPARATORS)
    return text_level(message), message


def _level_before(before: str, message: str) -> tuple[str, str]:
    word = before.strip("[]():,= ")
    if severity_class(word):
        return word, message
    if before[:1].isdigit() and (sign := _SIGNS.match(f" {message}")):  # Redis
        return sign[1], message[2:]
    return text_level(before), message


def _with_known_order(layout: _Layout, source: Source) -> _Layout:
    """Return the layout with the order of day and month that the file or the author shows.

    Raises:
        UnreadableEvidenceError: both orders are possible.
    """
    text_format = source.columns.time_format or ""
    if text_format.startswith("%d"):
        return _Layout(DAY_FIRST, layout.line, layout.matched, layout.levels)
    if text_format.startswith("%m"):
        return _Layout(MONTH_FIRST, layout.line, layout.matched, layout.levels)
    for text in source.text.splitlines():
        match = layout.line.match(text)
        numbers = re.findall(r"\d+", match["time"])[:2] if match else ["0", "0"]
        if int(numbers[0]) > 12 or int(numbers[1]) > 12:
            shape = DAY_FIRST if int(numbers[0]) > 12 else MONTH_FIRST
            return _Layout(shape, layout.line, layout.matched, layout.levels)
    raise UnreadableEvidenceError(
        "the times can be read with the day or the month first",
        "write `time: {format: '%d/%m/%Y %H:%M:%S'}` or `'%m/%d/%Y %H:%M:%S'`",
    )


FORMAT = Format(_NAME, "logs", recognize, read)
