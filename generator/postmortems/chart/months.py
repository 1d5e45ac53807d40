"""Incidents by month, a column each, stacked by severity."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from .figure import Figure, Table, axis, drawing, mark
from .markup import fill
from .scale import counts, percent

HEIGHT = 170
FOOT = 22
HEAD = 10
AXIS = 28
YEAR_ROOM, MONTH_ROOM = (0.045, 0.09), (0.08, 0.16)
"""The share of the width that the label of a year, or of a month, takes: in a drawing wide enough
to show labels of the third rank, and on a phone."""
SHORT = 24
"""Up to this number of months, months are labelled; above it, years."""


@dataclass(frozen=True)
class Level:
    """A severity: its name, its title, and the CSS class of its colour."""

    name: str
    title: str
    colour: str


@dataclass(frozen=True)
class MonthBar:
    """A month: its first day, its incidents by severity, and the address that it links to."""

    month: date
    counts: Mapping[str, int]
    address: str | None = None

    @property
    def total(self) -> int:
        """The number of incidents."""
        return sum(self.counts.values())


def months(bars: Sequence[MonthBar], levels: Sequence[Level], title: str) -> Figure:
    """Return the chart of consecutive months.

    Args:
        bars: the months, the earliest first; at least one, and none left out.
        levels: the severities, the worst first.
        title: of the figure.
    """
    used = [level for level in levels if any(bar.counts.get(level.name) for bar in bars)]
    table = Table(
        ["Month", *(level.title for level in used), "All"],
        [
            [
                (f"{bar.month:%Y-%m}", bar.address),
                *(str(bar.counts.get(level.name, 0)) for level in used),
                str(bar.total),
            ]
            for bar in reversed(bars)
            if bar.total
        ],
    )
    return Figure(
        title,
        _picture(bars, used),
        "",
        table,
        [(level.colour, level.title) for level in used],
    )


def _picture(bars: Sequence[MonthBar], levels: Sequence[Level]) -> Markup:
    ticks = counts(max(bar.total for bar in bars))
    high = HEIGHT - HEAD - FOOT

    def y(value: float) -> float:
        return HEAD + high * (1 - value / ticks[-1])

    lines = Markup().join(
        fill('<line class="pm-grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>', f"{y(tick):.1f}")
        for tick in ticks
    )
    labels = Markup().join(
        fill(
            '<text x="{}" y="{}" text-anchor="end">{}</text>', AXIS - 6, f"{y(tick) + 4:.1f}", tick
        )
        for tick in ticks
    )
    columns = Markup().join(_column(at, bars, levels, y) for at in range(len(bars)))
    return drawing(lines + columns + _labels(bars), HEIGHT, axis=axis(labels, AXIS, HEIGHT))


def _column(
    at: int, bars: Sequence[MonthBar], levels: Sequence[Level], y: Callable[[float], float]
) -> Markup:
    bar = bars[at]
    if not bar.total:
        return Markup()
    parts = []
    below = 0
    for level in levels:
        if number := bar.counts.get(level.name, 0):
            top = y(below + number)
            parts.append(
                fill(
                    '<rect class="{}" x="{}" width="{}" y="{}" height="{}"/>',
                    level.colour,
                    percent((at + 0.1) / len(bars)),
                    percent(0.8 / len(bars)),
                    f"{top:.1f}",
                    f"{y(below) - top:.1f}",
                )
            )
            below += number
    named = (f"{bar.counts[v.name]} {v.title}" for v in levels if bar.counts.get(v.name))
    return mark(Markup().join(parts), f"{bar.month:%Y-%m}: {', '.join(named)}", bar.address)


def _labels(bars: Sequence[MonthBar]) -> Markup:
    """Return the labels of years, or of every third month of a short time, each at its month.

    A label that would run out of the drawing at its right end is left out. One that only a narrow
    drawing would cut has the third rank, which narrow drawings do not show.
    """
    by_year = len(bars) > SHORT
    wide, narrow = YEAR_ROOM if by_year else MONTH_ROOM
    newest_first = [
        (index / len(bars), f"{bars[index].month:%Y}" if by_year else f"{bars[index].month:%Y-%m}")
        for index in reversed(range(len(bars)))
        if (bars[index].month.month == 1 if by_year else (len(bars) - 1 - index) % 3 == 0)
    ]
    fitting = [label for label in newest_first if label[0] <= 1 - narrow]
    ranked = [(*label, _rank(index)) for index, label in enumerate(fitting)]
    ranked += [(*label, 3) for label in newest_first if 1 - narrow < label[0] <= 1 - wide]
    return Markup().join(
        fill(
            '<text class="pm-rank-{}" x="{}" y="{}" text-anchor="start">{}</text>',
            rank,
            percent(share),
            HEIGHT - 5,
            text,
        )
        for share, text, rank in ranked
    )


def _rank(index: int) -> int:
    """Return 1 for every fourth label, 2 for those half way between, 3 for the others."""
    return 1 if index % 4 == 0 else 2 if index % 2 == 0 else 3
