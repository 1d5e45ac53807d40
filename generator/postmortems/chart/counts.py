"""Counts over time as stacked bars, such as the entries of a log by level."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from .figure import Figure, Table, axis, drawing, mark
from .level import Level
from .markup import fill
from .scale import counts as count_ticks
from .scale import inset, percent
from .time_frame import TIME_FOOT, TimeFrame, time_text

HEIGHT = 130
HEAD = 6
BARS = 90
"""The greatest number of bars; more minutes than that are counted together."""
MINUTE = 60

CountsByTime = Mapping[float, Mapping[str, int]]
"""Seconds since the epoch to the counts by the name of their class."""


def counts(
    numbers: CountsByTime,
    classes: Sequence[Level],
    frame: TimeFrame,
    title: str,
    caption: str,
) -> Figure | None:
    """Return the chart, or None if nothing is counted in the span of time.

    Args:
        numbers: for example the counts of each minute; times without any may be left out.
        classes: name, title and colour of each class, the lowest bars first.
        frame: the span of time, the window and the phases.
        title: of the figure.
        caption: says what is counted.
    """
    period = frame.period(BARS, MINUTE)
    bars = _grouped(numbers, frame, period)
    used = [one for one in classes if any(bar.get(one.name) for bar in bars.values())]
    if not used:
        return None
    legend = [(one.colour, one.title) for one in used]
    if frame.has_window:
        legend.append(("pm-window", "During the incident"))
    return Figure(
        title,
        _picture(bars, used, frame, period),
        caption,
        _table(bars, used, frame),
        legend,
        message=_message(bars, used, period),
    )


def _message(bars: Mapping[int, Mapping[str, int]], classes: Sequence[Level], period: int) -> str:
    """Return a sentence that names the first period with the largest number, and that number."""
    totals = {start: sum(bar.get(c.name, 0) for c in classes) for start, bar in bars.items()}
    start = max(totals, key=lambda one: (totals[one], -one))
    return f"At most {totals[start]:,} in {period_text(period)}, from {time_text(start)}."


def period_text(seconds: int) -> str:
    """Return a length of time in words: `1 minute`, `15 minutes`, `2 hours`."""
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds % size == 0:
            number = seconds // size
            return f"{number} {name}{'' if number == 1 else 's'}"
    return f"{seconds} seconds"


def _grouped(numbers: CountsByTime, frame: TimeFrame, period: int) -> dict[int, dict[str, int]]:
    """Return the counts on the axis by the start of their period, in the order of time."""
    bars: dict[int, dict[str, int]] = {}
    for seconds in sorted(numbers):
        if frame.has(seconds) or frame.begin <= seconds + MINUTE <= frame.end:
            bar = bars.setdefault(int(seconds // period) * period, {})
            for name, number in numbers[seconds].items():
                bar[name] = bar.get(name, 0) + max(0, number)
    return bars


def _picture(
    bars: Mapping[int, Mapping[str, int]], classes: Sequence[Level], frame: TimeFrame, period: int
) -> Markup:
    ticks = count_ticks(max(sum(bar.get(c.name, 0) for c in classes) for bar in bars.values()))
    top = frame.marks_height + HEAD
    bottom = top + HEIGHT
    width = len(f"{ticks[-1]:,}") * 7 + 10

    def y(value: float) -> float:
        return bottom - HEIGHT * value / ticks[-1]

    grid = Markup().join(
        fill('<line class="pm-grid" x1="0" x2="100%" y1="{0}" y2="{0}"/>', f"{y(tick):.1f}")
        for tick in ticks
    )
    labels = Markup().join(
        fill(
            '<text x="{}" y="{}" text-anchor="end">{}</text>',
            width - 6,
            f"{y(tick) + 4:.1f}",
            f"{tick:,}",
        )
        for tick in ticks
    )
    columns = Markup().join(
        _column(start, bar, classes, (frame.share(start), frame.share(start + period)), y)
        for start, bar in bars.items()
    )
    drawn = (
        frame.behind(top - HEAD, bottom)
        + grid
        + columns
        + frame.before(top - HEAD, bottom, named=True)
        + frame.labels(bottom + TIME_FOOT - 6)
    )
    total = bottom + TIME_FOOT
    return drawing(
        drawn,
        total,
        axis=axis(labels, width, total),
        above=f"Number per {period_text(period).removeprefix('1 ')}",
        below=f"Time, {frame.zone}",
    )


def _column(
    start: int,
    bar: Mapping[str, int],
    classes: Sequence[Level],
    ends: tuple[float, float],
    y: Callable[[float], float],
) -> Markup:
    left, right = inset(ends[0]), inset(ends[1])
    parts, below = [], 0
    for one in classes:
        number = bar.get(one.name, 0)
        if number:
            parts.append(
                fill(
                    '<rect class="{}" x="{}" width="{}" y="{}" height="{}"/>',
                    one.colour,
                    percent(left),
                    percent(max(0.001, 0.86 * (right - left))),
                    f"{y(below + number):.1f}",
                    f"{y(below) - y(below + number):.1f}",
                )
            )
            below += number
    named = ", ".join(f"{bar[c.name]:,} {c.title}" for c in classes if bar.get(c.name))
    return mark(Markup().join(parts), f"{time_text(start)}: {named}", None)


def _table(
    bars: Mapping[int, Mapping[str, int]], classes: Sequence[Level], frame: TimeFrame
) -> Table:
    """Return the counts of each bar, and the phases as rows of their own."""
    rows: list[tuple[float, list[str]]] = [
        (start, [time_text(start), *(f"{bar.get(c.name, 0):,}" for c in classes), ""])
        for start, bar in bars.items()
    ]
    rows += [
        (one.seconds, [time_text(one.seconds), *("" for _ in classes), f"{one.name} {one.when}"])
        for one in frame.shown_marks
    ]
    rows.sort(key=lambda row: row[0])
    head = [f"From ({frame.zone})", *(one.title for one in classes), "Notes"]
    return Table(head, [cells for _, cells in rows])
