"""Fewer points of a series for a chart, with its extremes and its gaps.

The points of each bucket of time are reduced to the lowest and the highest, in the order of their
times: "MinMax" in Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", VLDB
2014. Averages would hide the peak that the chart is for.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .records import Series

Sample = tuple[float, float]
"""Seconds since the epoch, and a value."""

_REGULAR_GAP, _IRREGULAR_GAP = 1.5, 5.0
_SHARE, _TOLERANCE = 0.8, 0.25
_HOUR = 3600.0


@dataclass(frozen=True)
class Sampled:
    """The points of a series in a span of time, to be drawn as lines.

    Args:
        runs: points without a gap between them; a line ends where a run ends.
        gaps: the number of gaps in the data, of which only those are drawn that are wider than a
            bucket.
        is_reduced: whether there were more points than are kept.
    """

    runs: Sequence[Sequence[Sample]]
    gaps: int
    is_reduced: bool


def sampling_step(series: Series) -> float | None:
    """Return the usual time between two points in seconds, or None for less than two times."""
    steps = [after - before for before, after in pairwise(series.times) if after > before]
    return median(steps) if steps else None


def sample(series: Series, first: float, last: float, buckets: int) -> Sampled:
    """Return the points from `first` to `last`, both included, at most `buckets` of them.

    The lowest and the highest value are always among them.
    """
    begin, end = bisect_left(series.times, first), bisect_right(series.times, last)
    times, values = series.times[begin:end], series.values[begin:end]
    longest = _longest_step(series)
    runs = list(_runs(list(zip(times, values, strict=True)), longest))
    gaps = max(0, len(runs) - 1)
    number = sum(map(len, runs))
    if number <= buckets:
        return Sampled(runs, gaps, is_reduced=False)
    points = [point for run in runs for point in run]
    width = (last - first) / max(1, buckets // 2)
    reduced = list(_extremes(points, first, width, max(1, buckets // 2)))
    return Sampled(list(_runs(reduced, max(longest, 2 * width))), gaps, is_reduced=True)


def drawn_span(series: Sequence[Series], start: float, end: float) -> tuple[float, float]:
    """Return the span of time that a chart of an incident shows, within the data.

    As long again as the incident before its start, at least an hour, and half of that after its
    end, so that the incident itself is wide enough to be read.
    """
    lead = max(end - start, _HOUR)
    times = [one.times for one in series if len(one.times)]
    earliest = min((one[0] for one in times), default=start)
    latest = max((one[-1] for one in times), default=end)
    return (
        min(start, max(earliest, start - lead)),
        max(end, min(latest, end + lead / 2)),
    )


def _longest_step(series: Series) -> float:
    """Return the longest time between two points that is not a gap.

    One step is missing if a regular series has more than one and a half steps between two points.
    """
    steps = [after - before for before, after in pairwise(series.times) if after > before]
    if not steps:
        return math.inf
    usual = median(steps)
    near = sum(abs(step - usual) <= _TOLERANCE * usual for step in steps)
    return usual * (_REGULAR_GAP if near >= _SHARE * len(steps) else _IRREGULAR_GAP)


def _runs(points: Sequence[Sample], longest: float) -> Iterator[list[Sample]]:
    """Yield the points between gaps: missing values, and longer steps than `longest`."""
    run: list[Sample] = []
    for seconds, value in points:
        is_missing = math.isnan(value)
        if run and (is_missing or seconds - run[-1][0] > longest):
            yield run
            run = []
        if not is_missing:
            run.append((seconds, value))
    if run:
        yield run


def _extremes(
    points: Sequence[Sample], first: float, width: float, number: int
) -> Iterator[Sample]:
    """Yield the lowest and the highest point of each bucket, in the order of their times."""
    buckets: dict[int, tuple[int, int]] = {}
    for at, (seconds, value) in enumerate(points):
        bucket = min(number - 1, int((seconds - first) / width)) if width else 0
        low, high = buckets.get(bucket, (at, at))
        if value < points[low][1]:
            low = at
        if value > points[high][1]:
            high = at
        buckets[bucket] = (low, high)
    for low, high in buckets.values():
        yield from (points[at] for at in sorted({low, high}))
