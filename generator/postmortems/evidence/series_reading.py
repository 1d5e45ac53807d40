"""Series of metrics collected point by point, and the reading made of them."""

from __future__ import annotations  # Python 3.11 cannot subscript `array`

import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .baseline import distance
from .errors import UnreadableEvidenceError
from .records import Reading, Series, Skipped
from .source import Source

_LISTED = 5


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
