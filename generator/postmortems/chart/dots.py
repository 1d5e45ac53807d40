"""Durations of incidents: a dot for each, with the median and the range, on a logarithmic axis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from markupsafe import Markup

from .figure import Figure, Table, axis, drawing, mark
from .level import HOLLOW
from .markup import fill
from .scale import DurationScale, inset, percent

HEADROOM, BELOW = 18, 20
"""The heights above the dots of a lane, for the label of the median, and below, for the range."""
LEAST_LANE, MOST_LANE = 58, 84
FOOT = 22
AXIS = 108
NAME = 16
"""The number of characters of a lane's name that the axis has room for."""
BINS = 100
"""The number of columns; the dots of a column are stacked."""
APART = 6.5
"""The distance of stacked dots in pixels, if there is room."""
NAMED = 1000
"""The number of dots up to which each has its own tooltip and link; more are drawn by column."""


@dataclass(frozen=True)
class Dot:
    """An incident.

    Args:
        seconds: its duration.
        words: its tooltip.
        address: the page that it links to.
        colour: the CSS class of its colour.
        is_hollow: whether it is drawn as a ring.
    """

    seconds: float
    words: str
    address: str | None
    colour: str
    is_hollow: bool = False


@dataclass(frozen=True)
class Lane:
    """A row of dots, the shortest duration first.

    Args:
        name: of the metric.
        dots: at least one.
        median: in seconds; None if there are too few incidents for it.
        facts: number, shortest, median and longest as texts, for the table.
        count_label: the number of incidents as text, for the axis.
        median_label: the median as text, for the drawing.
    """

    name: str
    dots: Sequence[Dot]
    median: float | None
    facts: Sequence[str]
    count_label: str
    median_label: str = ""


def dots(
    lanes: Sequence[Lane],
    title: str,
    caption: str,
    heads: Sequence[str],
    legend: Sequence[tuple[str, str]],
    *,
    message: str = "",
    measure: str = "",
) -> Figure:
    """Return the chart of one or more lanes.

    Args:
        lanes: from the top.
        title: of the figure.
        caption: says what is measured, and how to read it.
        heads: the headings of the table.
        legend: the CSS classes of the dots' colours, with their meanings.
        message: a sentence that says what the chart shows.
        measure: what the axis measures.
    """
    shown = [dot.seconds for lane in lanes for dot in lane.dots]
    scale = DurationScale(min(shown), max(shown))
    stacks = [_stacked(lane, scale) for lane in lanes]
    high = _lane_height(stacks)
    height = high * len(lanes) + FOOT
    named = sum(len(lane.dots) for lane in lanes) <= NAMED
    grid = Markup().join(
        fill(
            '<line class="pm-grid" x1="{0}" x2="{0}" y1="0" y2="{1}"/>',
            percent(inset(scale.share(value))),
            high * len(lanes),
        )
        for value, _ in scale.ticks
    )
    last = len(scale.ticks) - 1
    names = Markup().join(
        fill(
            '<text class="pm-rank-{}" x="{}" y="{}" text-anchor="{}">{}</text>',
            1 if at in (0, last) or at * 2 == last else 2 if at % 2 == 0 else 3,
            percent(inset(scale.share(value))),
            height - 5,
            "start" if at == 0 else "end" if at == last else "middle",
            words,
        )
        for at, (value, words) in enumerate(scale.ticks)
    )
    rows = Markup().join(
        _lane(high * (at + 1), high, lane, columns, scale, named=named)
        for at, (lane, columns) in enumerate(zip(lanes, stacks, strict=True))
    )
    words = Markup().join(
        fill(
            '<text x="0" y="{}" class="pm-strong">{}</text><text x="0" y="{}">{}</text>',
            high * (at + 1) - 30,
            lane.name if len(lane.name) <= NAME else f"{lane.name[: NAME - 1]}…",
            high * (at + 1) - 14,
            lane.count_label,
        )
        for at, lane in enumerate(lanes)
    )
    return Figure(
        title,
        drawing(grid + rows + names, height, axis=axis(words, AXIS, height), below=measure),
        caption,
        Table(heads, [[lane.name, *lane.facts] for lane in lanes]),
        legend if named else [one for one in legend if HOLLOW in one[0]],
        key="dot",
        message=message,
    )


def _stacked(lane: Lane, scale: DurationScale) -> dict[int, list[Dot]]:
    """Return the dots of each column of a lane that has any."""
    columns: dict[int, list[Dot]] = {}
    for dot in lane.dots:
        columns.setdefault(round(scale.share(dot.seconds) * BINS), []).append(dot)
    return columns


def _lane_height(stacks: Sequence[Mapping[int, Sequence[Dot]]]) -> int:
    """Return the height of each lane: as the highest stack of all needs it, within limits."""
    most = max(len(dots) for columns in stacks for dots in columns.values())
    return min(MOST_LANE, max(LEAST_LANE, round(HEADROOM + BELOW + APART * (most - 1))))


def _lane(
    bottom: int,
    height: int,
    lane: Lane,
    columns: Mapping[int, Sequence[Dot]],
    scale: DurationScale,
    *,
    named: bool,
) -> Markup:
    base = bottom - 12
    most = max(map(len, columns.values()))
    apart = min(APART, (height - HEADROOM - BELOW) / max(1, most - 1))
    ends = [percent(inset(scale.share(dot.seconds))) for dot in (lane.dots[0], lane.dots[-1])]
    span = fill(
        '<line class="pm-range" x1="{}" x2="{}" y1="{}" y2="{}"/>', *ends, base + 6, base + 6
    )
    marks = Markup().join(
        _named(dots, scale, base, apart) if named else _column(place, dots, base, apart)
        for place, dots in columns.items()
    )
    return span + marks + _median(lane, scale, bottom - height + 10, base)


def _median(lane: Lane, scale: DurationScale, top: float, base: float) -> Markup:
    """Return the line of the median and its label; empty if there are too few incidents."""
    if lane.median is None:
        return Markup()
    share = scale.share(lane.median)
    is_right = share > 0.5
    return fill(
        '<line class="pm-median" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>'
        '<text class="pm-strong pm-halo" x="{0}" y="{3}" dx="{4}" text-anchor="{5}">{6}</text>',
        percent(inset(share)),
        top,
        base + 10,
        top + 3,
        -5 if is_right else 5,
        "end" if is_right else "start",
        lane.median_label,
    )


def _named(dots: Sequence[Dot], scale: DurationScale, base: float, apart: float) -> Markup:
    x = percent(inset(fmean(scale.share(dot.seconds) for dot in dots)))
    return Markup().join(
        mark(
            fill(
                '<circle class="{}" cx="{}" cy="{}" r="3.2"/>',
                f"{dot.colour} {HOLLOW}" if dot.is_hollow else dot.colour,
                x,
                f"{base - at * apart:.1f}",
            ),
            dot.words,
            dot.address,
        )
        for at, dot in enumerate(dots)
    )


def _column(place: int, dots: Sequence[Dot], base: float, apart: float) -> Markup:
    """Return stacked dots as lines of round dashes: one element for all that look alike."""
    lines = []
    for is_hollow in (False, True):
        alike = sum(dot.is_hollow == is_hollow for dot in dots)
        if alike:
            name = f"pm-dotted {HOLLOW}" if is_hollow else "pm-dotted"
            lines.append(_dashes(name, percent(inset(place / BINS)), base, apart, alike))
            base -= alike * apart
    words = dots[0].words if len(dots) == 1 else f"{len(dots)} incidents, from {dots[0].words}"
    return mark(Markup().join(lines), words, dots[0].address if len(dots) == 1 else None)


def _dashes(name: str, x: str, base: float, apart: float, number: int) -> Markup:
    return fill(
        '<line class="{0}" x1="{1}" x2="{1}" y1="{2}" y2="{3}" stroke-dasharray="0 {4}"/>',
        name,
        x,
        f"{base:.1f}",
        f"{base - (number - 1) * apart - 0.1:.1f}",
        f"{apart:.3f}",
    )
