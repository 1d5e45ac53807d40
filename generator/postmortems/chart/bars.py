"""Counts by category: a table with a bar in each row."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .figure import Figure, Table, link
from .markup import fill
from .scale import percent


@dataclass(frozen=True)
class Bar:
    """A category: its text, its count, and the address that it links to."""

    words: str
    number: int
    address: str | None = None


def bars(
    rows: Sequence[Bar], title: str, caption: str, head: tuple[str, str], *, message: str = ""
) -> Figure:
    """Return the chart, which is a table.

    Args:
        rows: at least one, in the order of display.
        title: of the figure.
        caption: says what is counted.
        head: the headings of the categories and the counts.
        message: a sentence that says what the chart shows.
    """
    most = max(row.number for row in rows)
    body = Markup().join(
        fill(
            '<tr><th scope="row">{}</th><td class="pm-number">{}</td><td class="pm-bar">'
            '<svg width="100%" height="12" aria-hidden="true" focusable="false">'
            '<rect width="{}" height="12" rx="2"/></svg></td></tr>',
            link(row.words, row.address),
            row.number,
            percent(row.number / most),
        )
        for row in rows
    )
    table = fill(
        '<table class="pm-bars"><thead><tr><th scope="col">{}</th>'
        '<th scope="col" class="pm-number">{}</th>'
        "<td></td></tr></thead><tbody>{}</tbody></table>",
        *head,
        body,
    )
    data = Table(head, [[(row.words, row.address), str(row.number)] for row in rows])
    return Figure(title, table, caption, data, is_table=True, message=message)
