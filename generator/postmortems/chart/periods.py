"""Incidents by month, quarter or year, a column each, stacked by severity."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from .figure import Cell, Figure, Table, axis, drawing, mark
from .level import HOLLOW, Level
from .markup import fill
from .scale import counts, percent
from .tick_labels import Label, tick_labels

HEIGHT = 170
FOOT = 22
HEAD = 10
AXIS = 28
WIDEST = 0.1
"""The largest part of the width that a column takes."""
OTHER_KINDS = f"pm-other-kind {HOLLOW}"
"""The CSS classes of the key of hollow marks."""
CURRENT = "pm-current"
"""The CSS class of the ground of the column that is in progress."""
UNLISTED = "pm-fill-5"
"""The CSS class of severities that are not among the levels: the grey of the least severe."""


@dataclass(frozen=True)
class PeriodBar:
    """A month, quarter or year.

    Args:
        name: its name, such as `2026-11`, `2026 Q4` or `2026`.
        counts: its incidents by severity.
        other_kinds: those of them that are drawn hollow, by severity.
        address: the page that it links to.
        until: the day up to which it has come, as text; "" if it is over.
    """

    name: str
    counts: Mapping[str, int]
    other_kinds: Mapping[str, int] = field(default_factory=dict)
    address: str | None = None
    until: str = ""

    @property
    def total(self) -> int:
        """The number of incidents."""
        return sum(self.counts.values())

    @property
    def others(self) -> int:
        """The number of incidents that are drawn hollow."""
        return sum(self.other_kinds.values())


def periods(
    bars: Sequence[PeriodBar],
    levels: Sequence[Level],
    title: str,
    unit: str,
    *,
    message: str = "",
    caption: str = "",
    other_kinds: str = "",
) -> Figure:
    """Return the chart of consecutive periods.

    Args:
        bars: the periods, the earliest first; at least one, and none left out.
        levels: the severities, the worst first.
        title: of the figure.
        unit: what a period is: `month`, `quarter` or `year`.
        message: a sentence that says what the chart shows.
        caption: notes on how to read it.
        other_kinds: what hollow marks are.
    """
    used = _used(bars, levels)
    has_others = any(bar.others for bar in bars)
    legend = [(level.colour, level.title) for level in used]
    if has_others:
        legend.append((OTHER_KINDS, other_kinds))
    legend += [(CURRENT, f"In progress: {bar.name} until {bar.until}") for bar in bars if bar.until]
    return Figure(
        title,
        _picture(bars, used, unit),
        caption,
        _table(bars, used, unit, other_kinds if has_others else ""),
        legend,
        message=message,
    )


def _used(bars: Sequence[PeriodBar], levels: Sequence[Level]) -> list[Level]:
    """Return the levels of the incidents, then the severities of incidents without a level."""
    names = {name: True for bar in bars for name, number in bar.counts.items() if number}
    listed = [level for level in levels if names.pop(level.name, False)]
    return listed + [Level(name, name, UNLISTED) for name in sorted(names)]


def _table(
    bars: Sequence[PeriodBar], levels: Sequence[Level], unit: str, other_kinds: str
) -> Table:
    """Return the periods with any incident, the newest first."""
    rows: list[list[Cell]] = [
        [
            (f"{bar.name}, until {bar.until}" if bar.until else bar.name, bar.address),
            *(str(bar.counts.get(level.name, 0)) for level in levels),
            str(bar.total),
            *([str(bar.others)] if other_kinds else []),
        ]
        for bar in reversed(bars)
        if bar.total
    ]
    head = [unit.capitalize(), *(level.title for level in levels), "All"]
    return Table([*head, *([other_kinds] if other_kinds else [])], rows)


def _picture(bars: Sequence[PeriodBar], levels: Sequence[Level], unit: str) -> Markup:
    ticks = counts(max(bar.total for bar in bars))
    high = HEIGHT - HEAD - FOOT

    def y(value: float) -> float:
        return HEAD + high * (1 - value / ticks[-1])

    grid = Markup().join(
        fill('<line class="pm-grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>', f"{y(tick):.1f}")
        for tick in ticks
    )
    tick_texts = Markup().join(
        fill(
            '<text x="{}" y="{}" text-anchor="end">{}</text>', AXIS - 6, f"{y(tick) + 4:.1f}", tick
        )
        for tick in ticks
    )
    grounds = Markup().join(
        fill(
            '<rect class="{}" x="{}" width="{}" y="1" height="{}"/>',
            CURRENT,
            percent(index / len(bars)),
            percent(1 / len(bars)),
            HEIGHT - FOOT - 1,
        )
        for index, bar in enumerate(bars)
        if bar.until
    )
    columns = Markup().join(_column(at, bars, levels, y) for at in range(len(bars)))
    return drawing(
        grounds + grid + columns + tick_labels(_labels(bars, unit), HEIGHT - 5),
        HEIGHT,
        axis=axis(tick_texts, AXIS, HEIGHT),
        above=f"Incidents per {unit}",
    )


def _column(
    at: int, bars: Sequence[PeriodBar], levels: Sequence[Level], y: Callable[[float], float]
) -> Markup:
    bar = bars[at]
    if not bar.total:
        return Markup()
    width = min(0.8 / len(bars), WIDEST)
    left = (at + 0.5) / len(bars) - width / 2
    below = 0
    parts = []
    for colour, number in _parts(bar, levels):
        top = y(below + number)
        parts.append(
            fill(
                '<rect class="{}" x="{}" width="{}" y="{}" height="{}"/>',
                colour,
                percent(left),
                percent(width),
                f"{top:.1f}",
                f"{y(below) - top:.1f}",
            )
        )
        below += number
    return mark(Markup().join(parts), _words(bar, levels), bar.address)


def _parts(bar: PeriodBar, levels: Sequence[Level]) -> Iterator[tuple[str, int]]:
    """Yield the CSS classes and the number of incidents of each part of a column, from below.

    Hollow parts are above all others, so that those are compared from the same line.
    """
    for level in levels:
        others = bar.other_kinds.get(level.name, 0)
        if filled := bar.counts.get(level.name, 0) - others:
            yield level.colour, filled
    for level in levels:
        if others := bar.other_kinds.get(level.name, 0):
            yield f"{level.colour} {HOLLOW}", others


def _words(bar: PeriodBar, levels: Sequence[Level]) -> str:
    named = ", ".join(f"{bar.counts[v.name]} {v.title}" for v in levels if bar.counts.get(v.name))
    return f"{bar.name}: {named}"


def _labels(bars: Sequence[PeriodBar], unit: str) -> list[Label]:
    """Return the names of few columns, or the years of many months or quarters, each in the middle
    of its columns.
    """
    if unit == "year" or len(bars) <= 24:
        return [((at + 0.5) / len(bars), bar.name) for at, bar in enumerate(bars)]
    columns: dict[str, list[int]] = {}
    for at, bar in enumerate(bars):
        columns.setdefault(bar.name[:4], []).append(at)
    return [
        ((indexes[0] + indexes[-1] + 1) / 2 / len(bars), year) for year, indexes in columns.items()
    ]
