"""Text logs of frameworks and servers: a time, mostly a level, and a message of some lines.

log4j, logback, Python, Laravel, Rails, Spark, HDFS, Tomcat, PHP, Redis, the error logs of Apache
and nginx, and programs that write a time and a text.
"""

import re
from dataclasses import dataclass, replace

from ..errors import UnreadableEvidenceError
from ..format import Format
from ..levels import severity_class, split_level, text_level
from ..log_lines import LineParser, Parsed, line_entries, log_lines, log_reading, sample_lines
from ..log_time_shapes import DATE_SHAPES, DAY_FIRST, MONTH_FIRST, SHAPES, SHORT_YEAR, TimeShape
from ..log_times import Times
from ..records import Reading
from ..source import Source
from ..times import Clock

_NAME = "text log"
_PREFIXES = (
    r"(?:[\[(<\"']|- )?",
    r"(?P<before>(?:[A-Za-z]{1,9}[\s:,]{0,3}[\[(]|[A-Za-z]{1,9}[:,]? {1,5}|=[A-Z ]{1,30}=+ ?"
    r"|\d+:[A-Z] ))",
    r"(?P<before>.{1,100}?[\s\[(|,])",
)
_REST = r"(?: std(?:out|err) [FP](?= ))?(?P<rest>.*)"  # after the stream of a container
_SEPARATORS = " \t]),:|>-"
_SIGNS = re.compile(r" ([.*#-]) (?=\S)")
_TEXT = re.compile(r"[^\W\d_]{3}")  # rows of numbers are no log
_CLOCK_ONLY = re.compile(r"[\[(]?\d\d:\d\d:\d\d(?:[.,]\d{3,6})?[\])]? ")


@dataclass(frozen=True)
class _Layout:
    """Where the time of an entry stands in its first line, and in what shape."""

    shape: TimeShape
    line: re.Pattern[str]
    matched: int = 0
    levels: int = 0
    texts: int = 0


def recognize(source: Source) -> str | None:
    """Recognize lines with a time: most of them, or one of the first and some with levels."""
    if source.json is not None:
        return None
    lines = sample_lines(source)
    layout = _layout(lines)
    if layout is None:
        clocks = sum(1 for line in lines if _CLOCK_ONLY.match(line) and text_level(line[8:]))
        return "lines have a clock time and a level" if clocks > len(lines) / 2 else None
    most_have_levels = layout.levels >= layout.matched / 2
    begins = any(layout.line.match(line) for line in lines[:5])
    if layout.matched >= len(lines) / 2 or (begins and most_have_levels):
        return f"lines begin with a time such as `{layout.shape.example}`"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the entries. A line without a time belongs to the entry above.

    Raises:
        UnreadableEvidenceError: the times have no date, or the order of day and month is not known.
    """
    layout = _known_layout(source)
    parse = _parser(layout, source.clock)
    notes: tuple[str, ...] = ()
    if layout.shape is SHORT_YEAR:
        notes = (f"dates such as `{layout.shape.example[:8]}` are read as year, month, day",)
    return log_reading(
        source, _NAME, why, lambda skipped: line_entries(source, parse, skipped), notes
    )


def parser(sample: Source, clock: Clock) -> LineParser:
    """Return the parser of the first lines of entries such as those of the sample.

    Raises:
        UnreadableEvidenceError: the times have no date, or the order of day and month is not known.
    """
    return _parser(_known_layout(sample), clock)


def _known_layout(source: Source) -> _Layout:
    layout = _layout(sample_lines(source))
    if layout is None:
        raise UnreadableEvidenceError(
            "the times of the log have no date",
            "write the log with dates, for example `%d{ISO8601}` in log4j and logback",
        )
    if layout.shape in (SHORT_YEAR, DAY_FIRST, MONTH_FIRST):
        return replace(layout, shape=_ordered_shape(layout, source))
    return layout


def _layout(lines: list[str]) -> _Layout | None:
    """Return the layout of most lines; a time at the beginning goes before one elsewhere."""
    layouts = []
    for prefix in _PREFIXES:
        shapes = SHAPES if prefix == _PREFIXES[0] else DATE_SHAPES
        tried = [_tried(prefix, shape, lines) for shape in shapes]
        layouts.append(max(tried, key=lambda one: one.matched))
    most = max(layout.matched for layout in layouts)
    layout = next(layout for layout in layouts if layout.matched >= most / 2)
    return layout if layout.matched and layout.texts >= layout.matched / 2 else None


def _tried(prefix: str, shape: TimeShape, lines: list[str]) -> _Layout:
    pattern = re.compile(rf"{prefix}{shape.pattern}{_REST}", re.DOTALL)
    parse = _parser(_Layout(shape, pattern), Clock())
    matched = levels = texts = 0
    has_no_level = False  # as with java.util.logging, which writes the level on the next line
    for line in lines:
        if (entry := parse(line)) is not None:
            matched += 1
            texts += entry[1] != "" or _TEXT.search(entry[2]) is not None
            has_no_level = not severity_class(entry[1])
            levels += not has_no_level
        elif has_no_level:
            levels += bool(text_level(line))
            has_no_level = False
    return _Layout(shape, pattern, matched, levels, texts)


def _parser(layout: _Layout, clock: Clock) -> LineParser:
    shape, match = layout.shape, layout.line.match
    times = Times(lambda text: shape.utc(text, clock))
    names = layout.line.groupindex
    has_fraction, has_before = "fraction" in names, "before" in names
    has_zone, has_half = "zone" in names, "half" in names

    def parse(line: str) -> Parsed | None:
        groups = match(line)
        if groups is None:
            return None
        half = groups["half"] or "" if has_half else ""
        zone_name = groups["zone"] or "" if has_zone else ""
        text = f"{groups['time']}\t{half}\t{zone_name}"
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


def _ordered_shape(layout: _Layout, source: Source) -> TimeShape:
    """Return the shape with the order of day and month that the author or the file shows.

    Raises:
        UnreadableEvidenceError: both orders are possible.
    """
    for beginning, shape in (("%d", DAY_FIRST), ("%m", MONTH_FIRST)):
        if (source.columns.time_format or "").startswith(beginning):
            return shape
    if layout.shape is SHORT_YEAR:
        return SHORT_YEAR
    for _, text in log_lines(source):
        match = layout.line.match(text)
        numbers = [int(digits) for digits in re.findall(r"\d+", match["time"])] if match else [0, 0]
        if max(numbers[:2]) > 12:
            return DAY_FIRST if numbers[0] > 12 else MONTH_FIRST
    raise UnreadableEvidenceError(
        "the times can be read with the day or the month first",
        "write `time: {format: '%d/%m/%Y %H:%M:%S'}` or `'%m/%d/%Y %H:%M:%S'`",
    )


FORMAT = Format(_NAME, "logs", recognize, read)
