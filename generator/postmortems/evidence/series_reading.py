"""Series of metrics collected point by point, and the reading made of them."""

from __future__ import annotations  # Python 3.11 cannot subscript `array`

import json
import math
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from .baseline import distance
from .errors import UnreadableEvidenceError
from .records import Reading, Series, Skipped
from .source import Source
from .times import epoch_seconds

_LISTED, _SAMPLE = 5, 20

Seconds = Callable[[object], float]
"""From a time of a file to seconds since the epoch; raises ValueError."""


@dataclass
class Points:
    """A series that is being read: its points in the order of the file."""

    name: str
    labels: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    times: array[float] = field(default_factory=lambda: array("d"))
    values: array[float] = field(default_factory=lambda: array("d"))
    lines: array[int] = field(default_factory=lambda: array("q"))

    def add(self, seconds: float, value: float, line: int | None = None) -> None:
        """Add a point. A value that is not finite is a missing one."""
        self.times.append(seconds)
        self.values.append(value if math.isfinite(value) else math.nan)
        if line is not None:
            self.lines.append(line)

    def series(self) -> Series:
        """Return the series by time. Points of the same time stay in the order of the file."""
        order: Sequence[int] = range(len(self.times))
        if any(self.times[at] < self.times[at - 1] for at in order[1:]):
            order = sorted(order, key=self.times.__getitem__)
        lines = self.lines if len(self.lines) == len(self.times) else array("q")
        return Series(
            self.name,
            array("d", (self.times[at] for at in order)),
            array("d", (self.values[at] for at in order)),
            self.unit,
            self.labels,
            array("q", (lines[at] for at in order)) if lines else lines,
        )


@dataclass(frozen=True)
class Origin:
    """The file, the format that it has, why, and what the reader noticed."""

    source: Source
    format: str
    why: str
    skipped: Skipped = field(default_factory=Skipped)
    notes: Sequence[str] = ()


def metrics_reading(
    origin: Origin, points: Sequence[Points], record_count: int | None = None
) -> Reading:
    """Return the reading of a file of metrics.

    The labels that the author gives choose series. If there are more than the limit, those that are
    furthest from their baseline are kept. `record_count` is the number of points by default.

    Raises:
        UnreadableEvidenceError: no series has the labels that the author gives.
    """
    source = origin.source
    series = [one.series() for one in _chosen(points, source.columns.labels)]
    if source.columns.unit is not None:
        series = [_with_unit(one, source.columns.unit) for one in series]
    kept, notes = _furthest(series, source)
    return Reading(
        format=origin.format,
        kind="metrics",
        why=origin.why,
        series=tuple(kept),
        record_count=sum(len(p.times) for p in points) if record_count is None else record_count,
        zone=source.clock.zone_name,
        has_zone=source.clock.has_zone,
        has_year=source.clock.has_year,
        skipped=origin.skipped,
        notes=(*origin.notes, *notes),
    )


def _chosen(points: Sequence[Points], labels: Mapping[str, str]) -> Sequence[Points]:
    if not labels:
        return points
    chosen = [one for one in points if _has_labels(one, labels)]
    if chosen or not points:
        return chosen
    names = "; ".join(f"`{_described(one)}`" for one in points[:_LISTED])
    more = len(points) - _LISTED
    raise UnreadableEvidenceError(
        f"no series has the labels {_label_text(labels)}",
        f"choose one of {names}{f' and {more} others' if more > 0 else ''}",
    )


def _has_labels(points: Points, labels: Mapping[str, str]) -> bool:
    known = {"name": points.name, "series": points.name, **points.labels}
    return all(known.get(label) == value for label, value in labels.items())


def _described(points: Points) -> str:
    return (_label_text(points.labels) if points.labels else points.name)[:120]


def _label_text(labels: Mapping[str, str]) -> str:
    return ", ".join(f"{label}: {value}" for label, value in labels.items())


def _with_unit(series: Series, unit: str) -> Series:
    return Series(series.name, series.times, series.values, unit, series.labels, series.lines)


def _furthest(series: list[Series], source: Source) -> tuple[list[Series], list[str]]:
    """Return at most as many series as the limit, in the order of the file, and a note."""
    most = source.limits.series
    if len(series) <= most:
        return series, []
    start = source.clock.near.timestamp() if source.clock.near else None
    ranked = sorted(range(len(series)), key=lambda at: distance(series[at], start), reverse=True)
    note = (
        f"{len(series)} series; the {most} furthest from their baseline are kept, "
        f"{len(series) - most} are left out; choose others with `series: {{label: value}}`"
    )
    return [series[at] for at in sorted(ranked[:most])], [note]


def label_name(labels: Mapping[str, str]) -> str:
    """Return a name for a series from its labels: its `__name__`, then the other values."""
    name = labels.get("__name__", "")
    others = ", ".join(f'{key}="{value}"' for key, value in labels.items() if key != "__name__")
    return f"{name}{{{others}}}" if others else name or "value"


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
            skipped.add(1, f"`{str(pair)[:40]}` is not a point")


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
        skipped.add(line or 1, f"`{str(time)[:40]}` is not a time")


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
