"""An incident on a time axis: the time from its start to each phase, and the timeline below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import shorten

from markupsafe import Markup

from .figure import Figure, Table, axis, drawing, mark
from .markup import fill
from .scale import TimeScale, inset, percent

ROW = 26
FOOT = 22
AXIS = 104
EVENTS = 20
LEAD = 0.05
"""The part of the time after the start that the axis shows before it, if rows are there."""
EVENT_CHARACTERS = 120
"""The number of characters of a row that the caption quotes."""


@dataclass(frozen=True)
class Reach:
    """A phase that was reached.

    Args:
        name: of the phase.
        at: when it was reached.
        when: the same in words.
        length: from the start of the incident, in words.
        colour: the class of its colour, the same in every picture.
    """

    name: str
    at: datetime
    when: str
    length: str
    colour: str


def phases(
    started: datetime,
    when: str,
    reached: Sequence[Reach],
    events: Sequence[tuple[datetime, str]],
    title: str,
) -> Figure | None:
    """Return the picture, or None if no time passed.

    The axis begins shortly before the start at the most. Earlier rows are not drawn, but counted in
    the caption, which quotes the first of them: one old deployment would press all phases together.

    Args:
        started: when the incident began.
        when: the same in words.
        reached: the later phases, in their order.
        events: the rows of the timeline: when they were, and their words.
        title: of the figure.
    """
    last = max([started, *(phase.at for phase in reached), *(time for time, _ in events)])
    if last == started or not reached:
        return None
    # Differences, because start minus lead may be earlier than datetime.min.
    lead = LEAD * (last - started)
    drawn = [event for event in events if started - event[0] <= lead]
    scale = TimeScale(min([started, *(time for time, _ in drawn)]), last)
    height = ROW * len(reached) + EVENTS + FOOT
    bars = Markup().join(
        _bar(index, phase, scale, inset(scale.share(started)))
        for index, phase in enumerate(reached)
    )
    dots = _dots(drawn, scale, ROW * len(reached) + EVENTS / 2)
    names = [*(phase.name for phase in reached), *(["Timeline"] if drawn else [])]
    row_labels = Markup().join(
        fill('<text x="0" y="{}">{}</text>', ROW * index + 17, name)
        for index, name in enumerate(names)
    )
    return Figure(
        title,
        drawing(
            _grid(scale, height) + bars + dots + _tick_labels(scale, height),
            height,
            axis=axis(row_labels, AXIS, height),
        ),
        _caption([event for event in events if started - event[0] > lead]),
        Table(
            ["Phase", "When", "After the start"],
            [
                ["Started", when, ""],
                *([phase.name, phase.when, phase.length] for phase in reached),
            ],
        ),
    )


def phase_strip(
    started: datetime, reached: Sequence[Reach], ongoing_for: timedelta | None = None
) -> Markup:
    """Return a bar of the phases to scale, hidden from screen readers; empty if no time passed.

    Each part has the colour of the phase that ends it. The page has the same content as text.

    Args:
        started: when the incident began.
        reached: the later phases.
        ongoing_for: how long an incident that is not over has lasted; else None.
    """
    in_order = sorted(reached, key=lambda phase: phase.at)
    parts = [
        (phase.at - started, phase.colour, f"{phase.name}: {phase.length}") for phase in in_order
    ]
    if ongoing_for and (not parts or ongoing_for > parts[-1][0]):
        parts.append((ongoing_for, "pm-phase-ongoing", "Ongoing"))
    if not parts or not parts[-1][0]:
        return Markup()
    whole = parts[-1][0]
    bars, begin = Markup(), 0.0
    for length, colour, title in parts:
        end = max(begin, length / whole)
        bars += fill(
            '<rect class="{}" x="{}" width="{}" height="14"><title>{}</title></rect>',
            colour,
            percent(begin),
            percent(end - begin),
            title,
        )
        begin = end
    return fill(
        '<svg class="pm-strip" width="100%" height="14" aria-hidden="true" focusable="false">{}'
        "</svg>",
        bars,
    )


def _caption(too_early: Sequence[tuple[datetime, str]]) -> str:
    if not too_early:
        return ""
    _, words = min(too_early, key=lambda event: event[0])
    first = shorten(words, EVENT_CHARACTERS, placeholder=" …")
    if len(too_early) == 1:
        return f"1 row of the timeline is from before the start and not drawn: {first}"
    return (
        f"{len(too_early)} rows of the timeline are from before the start and not drawn. "
        f"The first of them: {first}"
    )


def _grid(scale: TimeScale, height: int) -> Markup:
    return Markup().join(
        fill(
            '<line class="pm-grid" x1="{0}" x2="{0}" y1="0" y2="{1}"/>',
            percent(inset(scale.share(tick))),
            height - FOOT,
        )
        for tick in scale.ticks
    )


def _tick_labels(scale: TimeScale, height: int) -> Markup:
    return Markup().join(
        fill(
            '<text class="pm-rank-{}" x="{}" y="{}" text-anchor="{}">{}</text>',
            (1, 3, 2, 3)[index % 4],
            percent(inset(scale.share(tick))),
            height - 5,
            _anchor(scale.share(tick)),
            scale.label(tick),
        )
        for index, tick in enumerate(scale.ticks)
    )


def _dots(events: Sequence[tuple[datetime, str]], scale: TimeScale, y: float) -> Markup:
    return Markup().join(
        mark(
            fill(
                '<circle class="pm-event" cx="{}" cy="{}" r="3.5"/>',
                percent(inset(scale.share(time))),
                y,
            ),
            words,
            None,
        )
        for time, words in events
    )


def _bar(index: int, phase: Reach, scale: TimeScale, start: float) -> Markup:
    end = inset(scale.share(phase.at))
    y = ROW * index + 5
    bar = fill(
        '<rect class="{}" x="{}" width="{}" y="{}" height="16" rx="2"/>',
        phase.colour,
        percent(start),
        percent(max(end - start, 0.004)),
        y,
    )
    inside = end > 0.8
    label = fill(
        '<text class="{}" x="{}" y="{}" dx="{}" text-anchor="{}">{}</text>',
        "pm-inside" if inside else "",
        percent(end),
        y + 12.5,
        -6 if inside else 6,
        "end" if inside else "start",
        phase.length,
    )
    return mark(bar + label, f"{phase.name}: {phase.when}, {phase.length} after the start", None)


def _anchor(share: float) -> str:
    return "start" if share < 0.04 else "end" if share > 0.96 else "middle"
