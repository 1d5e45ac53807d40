"""Metrics over time: a line for each in a panel of its own, against its baseline.

The panels share the time axis, the incident's window and its phases. Each has its own values,
because metrics of one file often have different units or sizes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from markupsafe import Markup

from .figure import Figure, Table, axis, drawing
from .markup import fill
from .scale import percent
from .time_frame import TIME_FOOT, TimeFrame, time_text
from .value_axis import ValueAxis, value_text

ALONE, AMONG = 190, 110
"""The height of the values of a panel that is alone, or one of several."""
ROOM = 18
"""The height above and below the values, for the label of the extreme."""
ROWS, LEAST_ROWS = 24, 6
"""The number of periods of one metric in the table, and the least of each of several."""
_NAMED, _NAME = 3, 60
"""The number of panels that the message names, and the number of characters of a name."""
_WIDTH = 1000
_CHARACTER = 7

Sample = tuple[float, float]
"""Seconds since the epoch, and a value."""


@dataclass(frozen=True)
class Band:
    """The values that are usual: a range, and the value in the middle."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Extreme:
    """The point of a line that is labelled: its time, its value and its label."""

    seconds: float
    value: float
    words: str


@dataclass(frozen=True)
class Panel:
    """A metric.

    Args:
        name: of the metric.
        runs: its points by time; between two runs is a gap.
        unit: of its values; "" if it is not known.
        band: its baseline, or None.
        extreme: its peak or trough, or None.
    """

    name: str
    runs: Sequence[Sequence[Sample]]
    unit: str = ""
    band: Band | None = None
    extreme: Extreme | None = None

    @property
    def heading(self) -> str:
        """Its name and its unit."""
        return f"{self.name} ({self.unit})" if self.unit else self.name

    def visible(self, frame: TimeFrame) -> list[list[Sample]]:
        """Return the runs within a span of time, without empty ones."""
        cut = ([point for point in run if frame.has(point[0])] for run in self.runs)
        return [run for run in cut if run]


def lines(panels: Sequence[Panel], frame: TimeFrame, title: str, caption: str) -> Figure | None:
    """Return the chart, or None if no panel has a point in the span of time.

    Args:
        panels: the metrics, from the top.
        frame: the span of time, the window and the phases.
        title: of the figure.
        caption: says what is measured, and from which file.
    """
    drawn = [panel for panel in panels if panel.visible(frame)]
    if not drawn:
        return None
    axes = [_value_axis(panel, frame) for panel in drawn]
    labels = [one.label(tick) for one in axes for tick in one.ticks]
    width = max(map(len, labels)) * _CHARACTER + 10
    height = ALONE if len(drawn) == 1 else AMONG
    picture = Markup().join(
        _panel(panel, values, frame, (width, height), index, is_last=index + 1 == len(drawn))
        for index, (panel, values) in enumerate(zip(drawn, axes, strict=True))
    )
    return Figure(
        title,
        picture,
        caption,
        _table(drawn, frame),
        _legend(drawn, frame),
        message=_message(drawn, frame),
    )


def _message(panels: Sequence[Panel], frame: TimeFrame) -> str:
    """Return a sentence with the extremes of the first panels that have one."""
    extremes = []
    for panel in panels:
        if panel.extreme is not None and frame.has(panel.extreme.seconds):
            usual = value_text(panel.band.middle, panel.unit) if panel.band else ""
            name = shorten(panel.name, _NAME, placeholder=" …")
            extremes.append(f"{name}: {panel.extreme.words}{f', usually {usual}' if usual else ''}")
    return f"{'; '.join(extremes[:_NAMED])}." if extremes else ""


def _value_axis(panel: Panel, frame: TimeFrame) -> ValueAxis:
    values = [value for run in panel.visible(frame) for _, value in run]
    if panel.band is not None:
        values.append(panel.band.middle)
    if panel.extreme is not None and frame.has(panel.extreme.seconds):
        values.append(panel.extreme.value)
    return ValueAxis(values)


def _legend(panels: Sequence[Panel], frame: TimeFrame) -> list[tuple[str, str]]:
    legend = []
    if any(panel.band for panel in panels):
        legend.append(("pm-band", "Usual before the incident"))
    if frame.has_window:
        legend.append(("pm-window", "During the incident"))
    return legend


def _panel(
    panel: Panel,
    values: ValueAxis,
    frame: TimeFrame,
    size: tuple[int, int],
    index: int,
    *,
    is_last: bool,
) -> Markup:
    """Return a panel: its name, its axis and its drawing."""
    width, height = size
    is_first = index == 0
    top = frame.marks_height if is_first else 2
    bottom = top + height + 2 * ROOM

    def y(value: float) -> float:
        return top + ROOM + height * (1 - values.share(value))

    ticks = Markup().join(
        fill(
            '<text x="{}" y="{}" text-anchor="end">{}</text>', width - 6, f"{y(tick) + 4:.1f}", text
        )
        for tick, text in ((tick, values.label(tick)) for tick in values.ticks)
    )
    grid = Markup().join(
        fill('<line class="pm-grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>', f"{y(tick):.1f}")
        for tick in values.ticks
    )
    drawn = Markup().join(
        [
            frame.behind(top, bottom),
            grid,
            _band(panel.band, values, top + ROOM, height),
            _curve(panel.visible(frame), values, frame, (top + ROOM, height)),
            frame.before(top, bottom, named=is_first),
            _extreme(panel, frame, y(panel.extreme.value)) if panel.extreme else Markup(),
            frame.labels(bottom + TIME_FOOT - 6),
        ]
    )
    total = bottom + TIME_FOOT
    below = f"Time, {frame.zone}" if is_last else ""
    return _name(panel) + drawing(drawn, total, axis=axis(ticks, width, total), below=below)


def _name(panel: Panel) -> Markup:
    unit = fill(" <span>{}</span>", panel.unit) if panel.unit else Markup()
    return fill('<p class="pm-panel">{}{}</p>', panel.name, unit)


def _band(band: Band | None, values: ValueAxis, top: float, height: float) -> Markup:
    if band is None:
        return Markup()
    high, middle, low = (
        top + height * (1 - values.share(value)) for value in (band.high, band.middle, band.low)
    )
    return fill(
        '<rect class="pm-band" x="0" width="100%" y="{}" height="{}"/>'
        '<line class="pm-usual" x1="0" x2="100%" y1="{}" y2="{}"/>',
        f"{high:.1f}",
        f"{max(low - high, 2):.1f}",
        f"{middle:.1f}",
        f"{middle:.1f}",
    )


def _curve(
    runs: Sequence[Sequence[Sample]], values: ValueAxis, frame: TimeFrame, box: tuple[float, float]
) -> Markup:
    """Return the runs as one path, in a drawing that is stretched to the width."""
    top, height = box
    path = "".join(_run(run, values, frame, height) for run in runs)
    return fill(
        '<svg x="{}" width="{}" y="{}" height="{}" viewBox="0 0 {} {}" overflow="visible"'
        ' preserveAspectRatio="none"><path class="pm-line" d="{}"/></svg>',
        percent(0.012),
        percent(0.976),
        top,
        height,
        _WIDTH,
        height,
        path,
    )


def _run(run: Sequence[Sample], values: ValueAxis, frame: TimeFrame, height: float) -> str:
    """Return a run as part of a path; a point that is alone as a dot."""
    points = [
        f"{_WIDTH * frame.share(seconds):.1f} {height * (1 - values.share(value)):.1f}"
        for seconds, value in run
    ]
    return f"M{points[0]}" + ("".join(f"L{point}" for point in points[1:]) or "h.01")


def _extreme(panel: Panel, frame: TimeFrame, y: float) -> Markup:
    """Return the mark of the extreme, with its label above a peak and below a trough."""
    extreme = panel.extreme
    if extreme is None or not frame.has(extreme.seconds):
        return Markup()
    is_trough = panel.band is not None and extreme.value < panel.band.middle
    share = frame.share(extreme.seconds)
    return fill(
        '<circle class="pm-extreme" cx="{0}" cy="{1}" r="4"/>'
        '<text class="pm-strong pm-halo" x="{0}" y="{2}" text-anchor="{3}">{4}</text>',
        frame.across(extreme.seconds),
        f"{y:.1f}",
        f"{y + 17 if is_trough else y - 8:.1f}",
        "start" if share < 0.25 else "end" if share > 0.75 else "middle",
        extreme.words,
    )


def _table(panels: Sequence[Panel], frame: TimeFrame) -> Table:
    """Return the range of the values of each period, the extremes and the phases.

    The rows of one metric are in the order of time, with the phases; those of several are metric by
    metric, after the phases.
    """
    several = len(panels) > 1
    period = frame.period(max(LEAST_ROWS, ROWS * 3 // len(panels)) if several else ROWS)
    rows = [(0, mark.seconds, ["", "", f"{mark.name} {mark.when}"]) for mark in frame.shown_marks]
    for index, panel in enumerate(panels):
        rows += [
            (index + several, start, [panel.heading, *cells])
            for start, cells in _periods(panel, frame, period)
        ]
    rows.sort(key=lambda row: row[:2])
    head = [f"From ({frame.zone})", "Metric", "Values", "Notes"]
    if several:
        return Table(head, [[time_text(start), *cells] for _, start, cells in rows])
    head = [head[0], panels[0].heading, head[3]]
    return Table(head, [[time_text(start), *cells[1:]] for _, start, cells in rows])


def _periods(
    panel: Panel, frame: TimeFrame, period: int
) -> Iterator[tuple[float, tuple[str, str]]]:
    """Yield the start, the range of the values and the extreme of each period of the axis."""
    values: dict[int, list[float]] = {}
    for run in panel.visible(frame):
        for seconds, value in run:
            values.setdefault(int(seconds // period), []).append(value)
    extreme = panel.extreme
    for number in range(int(frame.begin // period), int(frame.end // period) + 1):
        note = ""
        if extreme is not None and int(extreme.seconds // period) == number:
            note = extreme.words
        yield number * period, (_range(values.get(number, ())), note)


def _range(numbers: Sequence[float]) -> str:
    if not numbers:
        return "no data"
    low, high = value_text(min(numbers)), value_text(max(numbers))
    return low if low == high else f"{low} to {high}"
