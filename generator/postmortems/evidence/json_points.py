"""Points of series in JSON: values after each other, times beside values, and their lines."""

from __future__ import annotations  # Python 3.11 cannot subscript `array`

import json
import math
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from .errors import UnreadableEvidenceError
from .quoting import quoted
from .records import Skipped
from .series_reading import Points
from .source import Source
from .times import epoch_seconds

_SAMPLE = 20

Seconds = Callable[[object], float]
"""From a time of a file to seconds since the epoch; raises ValueError."""


def json_values(source: Source) -> Iterator[Any]:
    """Yield the JSON values of a file, which has one, or several after each other.

    What follows after a value that is not complete is not read.
    """
    if source.json is not None:
        yield source.json
        return
    text, decoder, at = source.text, json.JSONDecoder(), 0
    if text.lstrip()[:1] not in ("{", "["):
        return
    while (at := _next_value(text, at)) < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value


def first_values(source: Source) -> Iterator[Any]:
    """Yield the first JSON values of a file, to recognize its format."""
    return islice(json_values(source), _SAMPLE)


_SEPARATORS = re.compile(r"[\s,;]*")


def _next_value(text: str, at: int) -> int:
    match = _SEPARATORS.match(text, at)
    return match.end() if match else at


def lines_of(text: str, pattern: re.Pattern[str], number: int) -> array[int]:
    """Return the line, from 1, of each match of a pattern, which stands for a point.

    Empty if there are not exactly `number` matches, so that no point gets a wrong line.
    """
    lines, line, at = array("q"), 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        lines.append(line)
        if len(lines) > number:
            break
    return lines if len(lines) == number else array("q")


def set_lines(points: Iterable[Points], lines: array[int]) -> None:
    """Give each point its line, in the order of the file; nothing if the lines are not known."""
    at = 0
    for one in points if lines else ():
        one.lines = lines[at : at + len(one.times)]
        at += len(one.times)


def add_lists(
    points: Points, lists: Mapping[str, Any], seconds_of: Seconds, skipped: Skipped
) -> None:
    """Add the points of two lists of the same length: the times and the values.

    Args:
        points: the series.
        lists: the times and then the values, by their names in the file.
        seconds_of: from a time in the file to seconds since the epoch; raises ValueError.
        skipped: counts what is no time.

    Raises:
        UnreadableEvidenceError: they are not lists of the same length.
    """
    times, values = lists.values()
    if not isinstance(times, list) or not isinstance(values, list) or len(times) != len(values):
        first, second = lists
        raise UnreadableEvidenceError(
            f"`{first}` and `{second}` are not lists of the same length", "export the file again"
        )
    for time, value in zip(times, values, strict=True):
        add_point(points, time, value, seconds_of, skipped)


def add_pairs(points: Points, pairs: Iterable[Any], skipped: Skipped, *, time: int = 0) -> None:
    """Add pairs of an epoch and a value; `time` is the position of the epoch, 0 or 1."""
    for pair in pairs:
        if isinstance(pair, list) and len(pair) == 2:
            add_point(points, pair[time], pair[1 - time], epoch, skipped)
        else:
            skipped.add(1, f"{quoted(str(pair))} is not a point")


def add_point(
    points: Points,
    time: object,
    value: object,
    seconds_of: Seconds,
    skipped: Skipped,
    line: int | None = None,
) -> None:
    """Add a point, or count it as skipped if its time is none."""
    try:
        points.add(seconds_of(time), number(value), line)
    except ValueError:
        skipped.add(line or 1, f"{quoted(str(time))} is not a time")


def epoch(value: object) -> float:
    """Return an epoch of JSON in seconds.

    Raises:
        ValueError: it is not a time between 1970 and 9999.
    """
    return epoch_seconds(number(value))


def number(value: object) -> float:
    """Return a number of JSON, or a text of one, as float; NaN if it is neither."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return math.nan
    try:
        return float(value)
    except (ValueError, OverflowError):
        return math.nan
