"""Categories by how many incidents they have: a table with a bar in each row."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .figure import Figure, Table, link
from .scale import percent


@dataclass(frozen=True)
class Bar:
    """A category: its words, how many, and where it leads."""

    words: str
    number: int
    address: str | None = None


def bars(rows: Sequence[Bar], title: str, caption: str, head: tuple[str, str]) -> Figure:
    """The picture, which is a table itself.

    Args:
        rows: at least one, in the order they are shown.
        title: of the figure.
        caption: what is counted.
        head: what the categories and the numbers are called.
    """
    most = max(row.number for row in rows)
    body = Markup().join(
        Markup(
            '<tr><th scope="row">{}</th><td class="pm-number">{}</td><td class="pm-bar">'
            '<svg width="100%" height="12" aria-hidden="true" focusable="false">'
            '<rect width="{}" height="12" rx="2"/></svg></td></tr>'
        ).format(link(row.words, row.address), row.number, percent(row.number / most))
        for row in rows
    )
    table = Markup(
        '<table class="pm-bars"><thead><tr><th scope="col">{}</th><th scope="col">{}</th>'
        "<td></td></tr></thead><tbody>{}</tbody></table>"
    ).format(*head, body)
    twin = Table(head, [[(row.words, row.address), str(row.number)] for row in rows])
    return Figure(title, table, caption, twin, is_table=True)
