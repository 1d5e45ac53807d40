"""Counts of a few periods by class: a table with a stacked bar in each row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .figure import Figure, Table, link
from .level import Level
from .markup import fill
from .scale import percent

_HEIGHT = 8


@dataclass(frozen=True)
class Stack:
    """A period: its text, its counts by class, and the address that it links to."""

    words: str
    counts: Mapping[str, int]
    address: str | None = None

    @property
    def total(self) -> int:
        """The sum of its counts, also of classes that have no column."""
        return sum(self.counts.values())


def stacks(
    rows: Sequence[Stack], levels: Sequence[Level], title: str, caption: str, head: str
) -> Figure:
    """Return the chart, which is a table.

    Args:
        rows: at least one, in the order of display.
        levels: name, title and colour of each class, in the order of the columns; those without
            any count get no column.
        title: of the figure.
        caption: says what is counted.
        head: the heading of the column of periods.
    """
    used = [level for level in levels if any(row.counts.get(level.name) for row in rows)]
    most = max(1, *(row.total for row in rows))
    body = Markup().join(_row(row, used, most) for row in rows)
    heads = Markup().join(
        fill(
            '<th scope="col"><svg class="pm-key" viewBox="0 0 10 10" aria-hidden="true">'
            '<rect class="{}" width="10" height="10"/></svg><abbr title="{}">{}</abbr></th>',
            level.colour,
            level.title,
            level.name,
        )
        for level in used
    )
    table = fill(
        '<div class="pm-frame" role="region" aria-label="{}" tabindex="0"><table class="pm-stacks">'
        '<thead><tr><th scope="col">{}</th>{}<th scope="col">All</th></tr></thead>'
        "<tbody>{}</tbody></table></div>",
        title,
        head,
        heads,
        body,
    )
    data = Table(
        [head, *(level.title for level in used), "All"],
        [[(row.words, row.address), *_numbers(row, used)] for row in rows],
    )
    return Figure(title, table, caption, data, is_table=True)


def _numbers(row: Stack, levels: Sequence[Level]) -> list[str]:
    return [*(f"{row.counts.get(level.name, 0):,}" for level in levels), f"{row.total:,}"]


def _row(row: Stack, levels: Sequence[Level], most: int) -> Markup:
    bars, below = [], 0
    for level in levels:
        number = row.counts.get(level.name, 0)
        if number:
            bars.append(
                fill(
                    '<rect class="{}" x="{}" width="{}" height="{}"/>',
                    level.colour,
                    percent(below / most),
                    percent(number / most),
                    _HEIGHT,
                )
            )
            below += number
    cells = (fill("<td>{}</td>", number) for number in _numbers(row, levels))
    return fill(
        '<tr><th scope="row">{}<svg width="100%" height="{}" aria-hidden="true" focusable="false">'
        "{}</svg></th>{}</tr>",
        link(row.words, row.address),
        _HEIGHT,
        Markup().join(bars),
        Markup().join(cells),
    )
