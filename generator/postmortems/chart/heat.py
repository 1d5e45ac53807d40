"""A table of numbers with darker cells for larger ones."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .figure import Figure, Table, link
from .markup import fill

SHADES = 5


@dataclass(frozen=True)
class HeatRow:
    """A row: its text, the address that it links to, and a count for each column."""

    words: str
    address: str | None
    numbers: Sequence[int]


def heat(
    rows: Sequence[HeatRow],
    columns: Sequence[str],
    title: str,
    caption: str,
    corner: str,
    *,
    message: str = "",
) -> Figure:
    """Return the chart, which is a table.

    Args:
        rows: at least one, from the top.
        columns: their headings, from the left.
        title: of the figure.
        caption: says what is counted.
        corner: the heading of the rows.
        message: a sentence that says what the chart shows.
    """
    most = max((number for row in rows for number in row.numbers), default=0)
    head = Markup().join(fill('<th scope="col">{}</th>', name) for name in columns)
    body = Markup().join(
        fill(
            '<tr><th scope="row">{}</th>{}</tr>',
            link(row.words, row.address),
            Markup().join(_cell(number, most) for number in row.numbers),
        )
        for row in rows
    )
    table = fill(
        '<div class="pm-heat__scroll" role="region" aria-label="{}" tabindex="0">'
        '<table class="pm-heat"><thead><tr><th scope="col">{}</th>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>",
        title,
        corner,
        head,
        body,
    )
    data = Table(
        [corner, *columns],
        [[(row.words, row.address), *(str(n or "") for n in row.numbers)] for row in rows],
    )
    return Figure(title, table, caption, data, is_table=True, message=message)


def _cell(number: int, most: int) -> Markup:
    if not number:
        return Markup("<td></td>")
    shade = number if most <= SHADES else math.ceil(SHADES * number / most)
    return fill('<td class="pm-shade-{}">{}</td>', shade, number)
