"""Metrics of a file: the series that are furthest from their baseline, as a page draws them."""

from __future__ import annotations  # Python 3.11 cannot subscript `array`

from collections.abc import Sequence
from dataclasses import dataclass

from .baseline import Deviation, deviation, distance
from .limits import Limits
from .records import Series
from .redactor import Redact
from .sampling import Sampled, drawn_span, sample, sampling_step
from .window import Window


@dataclass(frozen=True)
class DerivedSeries:
    """A series of a file.

    Args:
        name: redacted.
        unit: redacted; empty if it is not known.
        line: of its first point in the file, from 1; None if it is not known.
        sampled: its points around the incident, or all of them if it cannot be compared with the
            times of the incident.
        step: the usual time between two points, in seconds; None if there are less than two.
        deviation: how it deviates during the incident; None if it cannot be compared.
    """

    name: str
    unit: str
    line: int | None
    sampled: Sampled
    step: float | None = None
    deviation: Deviation | None = None


def derived_series(
    series: Sequence[Series], window: Window, redact: Redact, limits: Limits
) -> tuple[DerivedSeries, ...]:
    """Return the series to draw, those first that are furthest from their baseline.

    Args:
        series: of one file.
        window: the times of the incident; empty if those of the file cannot be compared with them.
        redact: redacts a text.
        limits: how many series are drawn, with how many points.
    """
    start = window.started.timestamp() if window.started else None
    ranked = sorted(series, key=lambda one: -distance(one, start))
    return tuple(_derived(one, window, redact, limits) for one in ranked[: limits.drawn_series])


def _derived(series: Series, window: Window, redact: Redact, limits: Limits) -> DerivedSeries:
    times = series.times
    first, last = (times[0], times[-1]) if len(times) else (0.0, 0.0)
    compared = None
    if window.started is not None and len(times):
        start = window.started.timestamp()
        end = window.ended.timestamp() if window.ended else max(start, last)
        first, last = drawn_span([series], start, end)
        compared = deviation(series, start, end)
    return DerivedSeries(
        redact(series.name),
        redact(series.unit or ""),
        series.lines[0] if len(series.lines) else None,
        sample(series, first, last, limits.buckets),
        sampling_step(series),
        compared,
    )
