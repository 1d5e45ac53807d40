"""Metrics of a file: the series that are furthest from their baseline, as a page draws them."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .baseline import Deviation, deviation, distance
from .limits import Limits
from .records import Series
from .redactor import Redact
from .window import Window

BEFORE, AFTER = 1.0, 0.5
"""How much is drawn before and after the incident, as a share of its length."""
LEAST = 3600.0
"""The least time that is drawn before and after an incident, in seconds."""


@dataclass(frozen=True)
class DerivedSeries:
    """A series of a file.

    Args:
        name: redacted.
        unit: redacted; empty if it is not known.
        line: of its first point in the file, from 1; None if it is not known.
        times: of the points around the incident, in seconds since the epoch.
        values: of these points; NaN where a value is missing.
        deviation: how it deviates during the incident; None if the times of the incident are not
            recorded, or the file does not say the zone of its own.
    """

    name: str
    unit: str
    line: int | None
    times: array[float]
    values: array[float]
    deviation: Deviation | None = None


def derived_series(
    series: Sequence[Series], window: Window, redact: Redact, limits: Limits, *, comparable: bool
) -> tuple[DerivedSeries, ...]:
    """Return the series to draw, those first that are furthest from their baseline."""
    start = window.started.timestamp() if window.started and comparable else None
    ranked = sorted(series, key=lambda one: -distance(one, start))
    kept = ranked[: limits.drawn_series]
    return tuple(_derived(one, window if comparable else Window(), redact) for one in kept)


def _derived(series: Series, window: Window, redact: Redact) -> DerivedSeries:
    first, stop = 0, len(series.times)
    found = None
    if window.started is not None and stop:
        start = window.started.timestamp()
        end = window.ended.timestamp() if window.ended else series.times[-1]
        length = max(end - start, 0.0)
        first = bisect_left(series.times, start - max(LEAST, BEFORE * length))
        stop = bisect_right(series.times, end + max(LEAST, AFTER * length))
        found = deviation(series, start, end)
    return DerivedSeries(
        redact(series.name),
        redact(series.unit or ""),
        series.lines[0] if series.lines else None,
        series.times[first:stop],
        series.values[first:stop],
        found,
    )
