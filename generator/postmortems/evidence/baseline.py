"""A metric during an incident against its baseline, the time before.

The baseline is the median of the points before the incident. Its band is as wide as values usually
deviate: three times the median absolute deviation, scaled to the standard deviation of a normal
distribution (Leys et al., "Detecting outliers", J. of Experimental Social Psychology 49, 2013).
If more than half of the values are the same, that deviation is 0, and the mean absolute deviation
takes its place (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993). Neither follows
daily or weekly cycles.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean, median, median_low
from typing import Literal

from .records import Series

MIN_POINTS = 10
"""The number of points before the incident that a baseline needs."""
BAND = 3.0
"""Half the width of the band, in standard deviations."""
_FROM_MEDIAN, _FROM_MEAN = 1.4826, 1.2533
"""The standard deviation of a normal distribution divided by its median and mean deviation."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a series. `line` is its line in the file, from 1; None if it is not known."""

    seconds: float
    value: float
    line: int | None = None

    @property
    def time(self) -> datetime:
        """Its time."""
        return datetime.fromtimestamp(self.seconds, UTC)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a metric usually was: the median, and the spread as a standard deviation."""

    median: float
    spread: float
    points: int

    @property
    def low(self) -> float:
        """The lower end of the band."""
        return self.median - BAND * self.spread

    @property
    def high(self) -> float:
        """The upper end of the band."""
        return self.median + BAND * self.spread

    def has(self, value: float) -> bool:
        """Return whether a value lies in the band."""
        slack = _ROUNDING * max(abs(self.median), abs(value))
        return self.low - slack <= value <= self.high + slack


@dataclass(frozen=True, slots=True)
class Deviation:
    """A metric during an incident.

    `baseline` is None if there are too few points before, and `reason` says so. `highest`,
    `lowest` and `extreme` are None if there is no value during the incident. `extreme` is the
    point that is furthest from the baseline, upwards or downwards, the first of equal ones.
    """

    baseline: Baseline | None
    reason: str | None
    highest: Point | None
    lowest: Point | None
    extreme: Point | None

    @property
    def is_anomaly(self) -> bool:
        """Whether the extreme lies outside the band."""
        return bool(self.baseline and self.extreme and not self.baseline.has(self.extreme.value))

    @property
    def direction(self) -> Literal["up", "down"] | None:
        """Whether the extreme lies above or below the baseline; None at it or without one."""
        if self.baseline is None or self.extreme is None:
            return None
        if self.extreme.value == self.baseline.median:
            return None
        return "up" if self.extreme.value > self.baseline.median else "down"

    @property
    def comparison(self) -> str | None:
        """How far the extreme is from the baseline: `17 times the baseline`, `45 % below it`.

        None if the two have no meaningful ratio: one of them is 0, or the signs differ.
        """
        if self.baseline is None or self.extreme is None:
            return None
        return compare(self.baseline.median, self.extreme.value)


def deviation(series: Series, start: float, end: float) -> Deviation:
    """Compare a series in a window with the time before it.

    Args:
        series: the metric.
        start: the beginning of the incident, in seconds since the epoch; part of the window.
        end: its end, part of the window.
    """
    first, last = bisect_left(series.times, start), bisect_right(series.times, end)
    baseline, reason = baseline_of(series.values[:first])
    inside = [at for at in range(first, last) if not math.isnan(series.values[at])]
    if not inside:
        return Deviation(baseline, reason, None, None, None)
    highest = max(inside, key=series.values.__getitem__)
    lowest = min(inside, key=series.values.__getitem__)
    extreme = None
    if baseline is not None:
        middle = baseline.median
        extreme = max(inside, key=lambda at: abs(series.values[at] - middle))
    return Deviation(
        baseline,
        reason,
        _point(series, highest),
        _point(series, lowest),
        None if extreme is None else _point(series, extreme),
    )


def baseline_of(values: Sequence[float]) -> tuple[Baseline | None, str | None]:
    """Return the baseline of the values before an incident, or None and why there is none."""
    usable = _finite(values)
    if len(usable) < MIN_POINTS:
        count = f"{len(usable)} point{'' if len(usable) == 1 else 's'}"
        return None, f"{count} before the start; a baseline needs {MIN_POINTS}"
    middle = _median(usable)
    return Baseline(middle, _spread(usable, middle), len(usable)), None


def _median(values: Sequence[float]) -> float:
    middle = median(values)
    return middle if math.isfinite(middle) else median_low(values)  # the sum of two overflows


def _spread(values: Sequence[float], middle: float) -> float:
    deviations = [abs(value - middle) for value in values]
    spread = _FROM_MEDIAN * median(deviations) or _FROM_MEAN * fmean(deviations)
    return spread if math.isfinite(spread) else 0.0


def distance(series: Series, start: float | None = None) -> float:
    """Return how far a series goes from its baseline, to rank series of different metrics.

    In standard deviations of the points before `start`, of which two are enough here. Without them,
    the first third of the points is taken for the time before: exports begin before what they are
    made for. 0 for a constant or empty series. A spread below a hundredth of the median counts as
    that hundredth, so that noise around a constant does not rank above a real change.
    """
    first = 0 if start is None else bisect_left(series.times, start)
    before, usable = _finite(series.values[:first]), _finite(series.values[first:])
    if not usable:
        return 0.0
    reference = before if len(before) > 1 else usable[: max(2, len(usable) // 3)]
    middle = _median(reference)
    furthest = max(abs(value - middle) for value in usable)
    scale = max(_spread(reference, middle), abs(middle) / 100)
    return furthest / scale if scale else (math.inf if furthest else 0.0)


def _finite(values: Iterable[float]) -> list[float]:
    return [value for value in values if math.isfinite(value)]


def compare(before: float, value: float) -> str | None:
    """Return a value in relation to the one before, or None if there is no meaningful ratio."""
    if 0 in (before, value) or value == before or (value < 0) != (before < 0):
        return None
    ratio = value / before
    if not math.isfinite(ratio):
        return None
    if ratio >= 2:
        times = f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}".removesuffix(".0")
        return f"{times} times the baseline"
    is_above = value > before
    share = abs(ratio - 1) * 100
    part = f"{share:.0f}" if share >= 1 else f"{share:.2g}"
    return f"{part} % {'above' if is_above else 'below'} the baseline"


def change_text(result: Deviation, unit: str | None = None) -> str | None:
    """Return `from 0.134 to 2.34 %, 17 times the baseline`; None without an extreme."""
    if result.baseline is None or result.extreme is None:
        return None
    before, after = number_text(result.baseline.median), number_text(result.extreme.value, unit)
    words = f"from {before} to {after}"
    return f"{words}, {result.comparison}" if result.comparison else words


def number_text(value: float, unit: str | None = None) -> str:
    """Return a value with three significant digits and its unit: `2.34`, `1,030 ms`, `95 %`."""
    if not math.isfinite(value):
        return "no value"
    size = abs(value)
    if size and not 1e-4 <= size < 1e12:
        text = f"{value:.2e}"
    else:
        digits = 2 - (math.floor(math.log10(size)) if size else 0)
        text = f"{value:,.{max(0, digits)}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {unit}" if unit else text


def _point(series: Series, at: int) -> Point:
    line = series.lines[at] if series.lines else None
    return Point(series.times[at], series.values[at], line)
