"""A picture with its title, what it means, and its text twin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

Cell = str | tuple[str, str | None]
"""Words of a table, or words with the address they lead to."""

KeyShape = Literal["square", "dot"]

_KEYS: Mapping[KeyShape, Markup] = {
    "square": Markup('<rect class="{}" width="10" height="10"/>'),
    "dot": Markup('<circle class="{}" cx="5" cy="5" r="4"/>'),
}


@dataclass(frozen=True)
class Table:
    """What a picture shows, as rows."""

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def html(self) -> Markup:
        """The table as HTML."""
        head = Markup().join(Markup('<th scope="col">{}</th>').format(cell) for cell in self.head)
        rows = Markup().join(
            Markup("<tr>{}</tr>").format(
                Markup().join(Markup("<td>{}</td>").format(_cell(cell)) for cell in row)
            )
            for row in self.rows
        )
        return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
            head, rows
        )


def _cell(cell: Cell) -> Markup:
    words, address = (cell, None) if isinstance(cell, str) else cell
    return link(words, address) if address else Markup("{}").format(words)


def link(words: str | Markup, address: str | None) -> Markup:
    """Words that lead somewhere, or only words."""
    return (
        Markup('<a href="{}">{}</a>').format(address, words)
        if address
        else Markup("{}").format(words)
    )


def mark(inner: Markup, title: str, address: str | None) -> Markup:
    """A mark of a drawing with its words on hover, and where it leads.

    Drawings are hidden from screen readers and from the tab key, for their twins have the same
    words and links. A target keeps a theme that loads pages by script from taking the link's
    address for a text, which in SVG it is not.
    """
    told = Markup("<title>{}</title>{}").format(title, inner)
    if not address:
        return Markup("<g>{}</g>").format(told)
    return Markup('<a xlink:href="{}" target="_self" tabindex="-1">{}</a>').format(address, told)


def drawing(inner: Markup, height: int, *, axis: Markup | None = None) -> Markup:
    """A drawing as wide as its box, behind its axis."""
    plot = Markup(
        '<div class="pm-plot__frame"><svg class="pm-plot__area" width="100%" height="{}"'
        ' aria-hidden="true" focusable="false">{}</svg></div>'
    ).format(height, inner)
    return Markup('<div class="pm-plot">{}{}</div>').format(axis or "", plot)


def axis(inner: Markup, width: int, height: int) -> Markup:
    """What stands before a drawing: the words of its rows or the numbers of its lines."""
    return Markup(
        '<svg class="pm-plot__axis" width="{}" height="{}" aria-hidden="true" focusable="false">'
        "{}</svg>"
    ).format(width, height, inner)


@dataclass(frozen=True)
class Figure:
    """A picture.

    Args:
        title: what it shows.
        picture: its drawing, or a table that is a picture itself.
        caption: what it means: definitions, and what not to conclude.
        table: its twin.
        legend: the names of its colours, as (class, words).
        is_table: whether the picture is a table itself, and needs no other on the page.
        key: the shape of the marks, which the legend repeats.
    """

    title: str
    picture: Markup
    caption: str
    table: Table
    legend: Sequence[tuple[str, str]] = ()
    is_table: bool = False
    key: KeyShape = "square"

    def html(self) -> Markup:
        """The figure as a page shows it, out of the site's search: it repeats what others say."""
        legend = Markup().join(
            Markup(
                '<li><svg class="pm-key" viewBox="0 0 10 10" aria-hidden="true">{}</svg>{}</li>'
            ).format(_KEYS[self.key].format(name), words)
            for name, words in self.legend
        )
        twin = None if self.is_table else self.table.html()
        return Markup(
            '<figure class="pm-figure" data-search-exclude data-pagefind-ignore="all"><figcaption>'
            "<strong>{}</strong>{}</figcaption>{}{}{}</figure>"
        ).format(
            self.title,
            Markup(" <span>{}</span>").format(self.caption) if self.caption else "",
            self.picture,
            Markup('<ul class="pm-legend">{}</ul>').format(legend) if legend else "",
            Markup(
                '<details class="pm-twin"><summary>The same as a table</summary>{}</details>'
            ).format(twin)
            if twin
            else "",
        )
