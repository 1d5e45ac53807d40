"""Ticks and positions. Positions are percentages of the width, so that text keeps its size.

Labels have one of three ranks: narrow drawings hide ranks 2 and 3, see the stylesheet.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

MINUTE, HOUR, DAY = 60, 3600, 86400
_NAMED = (
    (MINUTE, "1 min"),
    (5 * MINUTE, "5 min"),
    (15 * MINUTE, "15 min"),
    (HOUR, "1 h"),
    (4 * HOUR, "4 h"),
    (DAY, "1 day"),
    (3 * DAY, "3 days"),
    (7 * DAY, "1 week"),
    (30 * DAY, "1 month"),
    (91 * DAY, "3 months"),
    (365 * DAY, "1 year"),
    (3650 * DAY, "10 years"),
)
_STEPS = tuple(
    minutes * MINUTE
    for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 7200, 14400, 43200)
)


def percent(share: float) -> str:
    """Return a share of the width, 0 to 1, as an SVG attribute."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def inset(share: float) -> float:
    """Return a share moved inwards, so that marks at both ends are within the drawing."""
    return 0.012 + share * 0.976


def counts(most: int, wanted: int = 4) -> list[int]:
    """Return numbers from 0 to at least `most`, in steps of 1, 2 or 5 times a power of ten."""
    steps = (factor * 10**power for power in range(20) for factor in (1, 2, 5))
    step = next(step for step in steps if step * wanted >= most)
    return [at * step for at in range(max(1, math.ceil(most / step)) + 1)]


class DurationScale:
    """A logarithmic axis of durations, in seconds.

    Shorter durations than that of the first tick stand at that tick, which says so: `≤ 1 min`.
    """

    def __init__(self, least: float, most: float) -> None:
        values = [value for value, _ in _NAMED]
        first = min(bisect_right(values, max(least, MINUTE)) - 1, len(values) - 2)
        last = min(len(values) - 1, max(bisect_left(values, most), first + 1))
        start, name = _NAMED[first]
        self.ticks: Sequence[tuple[int, str]] = [
            (start, f"≤ {name}" if least < start else name),
            *_NAMED[first + 1 : last + 1],
        ]
        self._from, self._to = math.log(values[first]), math.log(max(values[last], most))

    def share(self, seconds: float) -> float:
        """Return the position of a duration, 0 to 1; 0 if it is shorter than the axis begins."""
        return max(0.0, (math.log(max(seconds, 1)) - self._from) / (self._to - self._from))


class TimeScale:
    """An axis of time from one moment to another, which is later."""

    def __init__(self, first: datetime, last: datetime, wanted: int = 6) -> None:
        self._first, self._span = first, (last - first).total_seconds()
        step = next(
            (s for s in _STEPS if s * wanted >= self._span), 30 * DAY * self._months(wanted)
        )
        self.step = step
        midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
        at = midnight + timedelta(
            seconds=math.ceil((first - midnight).total_seconds() / step) * step
        )
        self.ticks: list[datetime] = []
        while at <= last:
            self.ticks.append(at)
            at += timedelta(seconds=step)

    def _months(self, wanted: int) -> int:
        return math.ceil(self._span / wanted / (30 * DAY))

    def share(self, at: datetime) -> float:
        """Return the position of a time; 0 and 1 are the ends of the axis."""
        return (at - self._first).total_seconds() / self._span

    def label(self, at: datetime) -> str:
        """Return the label of a tick: its day if ticks are days apart, else its time of day."""
        if self.step >= DAY:
            return at.strftime("%Y-%m-%d")
        return at.strftime("%m-%d" if at.hour == at.minute == 0 else "%H:%M")
