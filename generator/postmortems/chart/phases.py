"""An incident on a time axis: how far it was from its start to each phase, and when rows are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from .figure import Figure, Table, axis, drawing, mark
from .scale import Times, inset, percent

ROW = 26
FOOT = 22
AXIS = 104
EVENTS = 20


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
    """The picture; none where no time passed.

    Args:
        started: when the incident began.
        when: the same in words.
        reached: the later phases, in their order.
        events: the rows of the timeline, with their words.
        title: of the figure.
    """
    moments = [started, *(one.at for one in reached), *(at for at, _ in events)]
    first, last = min(moments), max(moments)
    if first == last or not reached:
        return None
    scale = Times(first, last)
    height = ROW * len(reached) + EVENTS + FOOT
    grid = Markup().join(
        Markup('<line class="pm-grid" x1="{0}" x2="{0}" y1="0" y2="{1}"/>').format(
            percent(inset(scale.share(tick))), height - FOOT
        )
        for tick in scale.ticks
    )
    names = Markup().join(
        Markup('<text class="pm-rank-{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
            (1, 3, 2, 3)[at % 4],
            percent(inset(scale.share(tick))),
            height - 5,
            _anchor(scale.share(tick)),
            scale.label(tick),
        )
        for at, tick in enumerate(scale.ticks)
    )
    drawn = Markup().join(
        _row(at, one, scale, inset(scale.share(started))) for at, one in enumerate(reached)
    )
    y = ROW * len(reached) + EVENTS / 2
    rows = Markup().join(
        mark(
            Markup('<circle class="pm-event" cx="{}" cy="{}" r="3.5"/>').format(
                percent(inset(scale.share(at))), y
            ),
            words,
            None,
        )
        for at, words in events
    )
    words = [*(one.name for one in reached), *(["Timeline"] if events else [])]
    told = Markup().join(
        Markup('<text x="0" y="{}">{}</text>').format(ROW * at + 17, name)
        for at, name in enumerate(words)
    )
    return Figure(
        title,
        drawing(grid + drawn + rows + names, height, axis=axis(told, AXIS, height)),
        "",
        Table(
            ["Phase", "When", "After the start"],
            [["Started", when, ""], *([one.name, one.when, one.length] for one in reached)],
        ),
    )


def _row(at: int, one: Reach, scale: Times, start: float) -> Markup:
    end = inset(scale.share(one.at))
    y = ROW * at + 5
    bar = Markup('<rect class="{}" x="{}" width="{}" y="{}" height="16" rx="2"/>').format(
        one.colour, percent(start), percent(max(end - start, 0.004)), y
    )
    inside = end > 0.8
    label = Markup('<text class="{}" x="{}" y="{}" dx="{}" text-anchor="{}">{}</text>').format(
        "pm-inside" if inside else "",
        percent(end),
        y + 12.5,
        -6 if inside else 6,
        "end" if inside else "start",
        one.length,
    )
    return mark(bar + label, f"{one.name}: {one.when}, {one.length} after the start", None)


def _anchor(share: float) -> str:
    return "start" if share < 0.04 else "end" if share > 0.96 else "middle"
