"""A chart with its title, caption, legend and table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from .markup import fill

Cell = str | tuple[str, str | None]
"""Text of a table, or text with the address that it links to."""

_NUMBER = re.compile(r"[0-9][0-9,.]*")

KeyShape = Literal["square", "dot"]

_KEYS: Mapping[KeyShape, str] = {
    "square": '<rect class="{}" width="10" height="10"/>',
    "dot": '<circle class="{}" cx="5" cy="5" r="4"/>',
}


@dataclass(frozen=True)
class Table:
    """The content of a chart as a table."""

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def html(self) -> Markup:
        """Return the table as HTML."""
        classes = [
            Markup(' class="pm-number"') if self._is_numeric(index) else ""
            for index in range(len(self.head))
        ]
        head = Markup().join(
            fill('<th scope="col"{}>{}</th>', name, cell)
            for name, cell in zip(classes, self.head, strict=True)
        )
        rows = Markup().join(
            fill(
                "<tr>{}</tr>",
                Markup().join(
                    fill("<td{}>{}</td>", name, _cell(cell))
                    for name, cell in zip(classes, row, strict=False)
                ),
            )
            for row in self.rows
        )
        return fill("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", head, rows)

    def _is_numeric(self, index: int) -> bool:
        """Return whether all cells of a column are numbers, or empty."""
        cells = [row[index] for row in self.rows if index < len(row) and row[index]]
        return bool(cells) and all(
            isinstance(cell, str) and _NUMBER.fullmatch(cell) for cell in cells
        )


def _cell(cell: Cell) -> Markup:
    words, address = (cell, None) if isinstance(cell, str) else cell
    return link(words, address) if address else fill("{}", words)


def link(words: str | Markup, address: str | None) -> Markup:
    """Return a link, or only the text if there is no address."""
    return fill('<a href="{}">{}</a>', address, words) if address else fill("{}", words)


def mark(inner: Markup, title: str, address: str | None) -> Markup:
    """Return a mark of a drawing with a tooltip, as a link if there is an address.

    Drawings are hidden from screen readers and the tab key, because their tables have the same
    texts and links. Without a `target`, a theme that loads pages by script would read the link's
    `href` as a string, which in SVG it is not.
    """
    content = fill("<title>{}</title>{}", title, inner)
    if not address:
        return fill("<g>{}</g>", content)
    return fill('<a xlink:href="{}" target="_self" tabindex="-1">{}</a>', address, content)


def drawing(
    inner: Markup, height: int, *, axis: Markup | None = None, above: str = "", below: str = ""
) -> Markup:
    """Return a drawing as wide as its container, after its axis.

    Args:
        inner: its marks.
        height: in pixels.
        axis: the labels to its left.
        above: what the vertical axis measures, and its unit.
        below: what the horizontal axis measures, and its unit.
    """
    plot = fill(
        '<div class="pm-plot__frame"><svg class="pm-plot__area" width="100%" height="{}"'
        ' aria-hidden="true" focusable="false">{}</svg></div>',
        height,
        inner,
    )
    return fill(
        '{}<div class="pm-plot">{}{}</div>{}',
        _axis_title(above),
        axis or "",
        plot,
        _axis_title(below, " pm-axis-title--below"),
    )


def _axis_title(words: str, more: str = "") -> Markup:
    return fill('<p class="pm-axis-title{}">{}</p>', more, words) if words else Markup()


def axis(inner: Markup, width: int, height: int) -> Markup:
    """Return the labels to the left of a drawing: of its rows or of its grid lines."""
    return fill(
        '<svg class="pm-plot__axis" width="{}" height="{}" aria-hidden="true" focusable="false">'
        "{}</svg>",
        width,
        height,
        inner,
    )


@dataclass(frozen=True)
class Figure:
    """A chart with all that belongs to it.

    Args:
        title: of the chart.
        picture: the drawing, or a table that is the chart.
        caption: definitions, and notes on how to read it.
        table: the same content as a table.
        legend: the meanings of its colours, as (CSS class, text).
        is_table: whether `picture` is a table, so that the page needs no other.
        key: the shape of the marks, which the legend repeats.
        message: a sentence that says what the chart shows, computed from the same numbers.
    """

    title: str
    picture: Markup
    caption: str
    table: Table
    legend: Sequence[tuple[str, str]] = ()
    is_table: bool = False
    key: KeyShape = "square"
    message: str = ""

    @property
    def text(self) -> str:
        """The message and the caption, for other formats."""
        return f"{self.message} {self.caption}".strip()

    def html(self) -> Markup:
        """Return the figure as HTML, excluded from the search: it repeats the content of pages."""
        legend = Markup().join(
            fill(
                '<li><svg class="pm-key" viewBox="0 0 10 10" aria-hidden="true">{}</svg>{}</li>',
                fill(_KEYS[self.key], name),
                words,
            )
            for name, words in self.legend
        )
        table = None if self.is_table else self.table.html()
        return fill(
            '<figure class="pm-figure" data-search-exclude><figcaption>'
            "<strong>{}</strong>{}{}</figcaption>{}{}{}</figure>",
            self.title,
            fill(' <span class="pm-message">{}</span>', self.message) if self.message else "",
            fill(" <span>{}</span>", self.caption) if self.caption else "",
            self.picture,
            fill('<ul class="pm-legend">{}</ul>', legend) if legend else "",
            fill(
                '<details class="pm-figure-data"><summary>The same as a table</summary>'
                '<div class="pm-frame" role="region" aria-label="Table: {}" tabindex="0">{}</div>'
                "</details>",
                self.title,
                table,
            )
            if table
            else "",
        )
