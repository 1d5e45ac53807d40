"""Links of a page whose figures are inserted after its HTML is sanitized."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from .. import diagram
from ..chart import Figure
from ..chart.figure import Cell
from ..model import RootCause
from .links import SiteLinks, mermaid
from .markdown import Markdown, line
from .table import Column, table

UNDRAWN = "The diagram could not be drawn. The table below has the same content."
"""Replaces the diagram of a root cause that the renderer rejected."""


def placeholder_name(text: str) -> str:
    """Return a name that the text cannot contain, since it would contain its own hash."""
    return sha256(text.encode()).hexdigest()[:16]


class FigureLinks(SiteLinks):
    """The links of a page, which collect its figures.

    `pictures` has the HTML of each figure and `texts` its Markdown, by the name of its placeholder.

    Args:
        page: the path of its Markdown file.
        replaced: the site's own pages that stand in for ours, by the path of ours.
    """

    def __init__(self, page: str, replaced: Mapping[str, str] | None = None) -> None:
        super().__init__(page, replaced)
        self.pictures: dict[str, str] = {}
        self.texts: dict[str, str] = {}

    def picture(self, figure: Figure | None) -> Markdown:
        """Return a placeholder for a figure, which is inserted after the HTML is sanitized.

        In the Markdown version of the page its table stands in its place.
        """
        if figure is None:
            return Markdown("")
        return self.drawn(str(figure.html()), _table(figure))

    def root_cause(self, root_cause: RootCause) -> Markdown:
        """Return a placeholder for the diagram of a root cause."""
        fence = mermaid(root_cause)
        try:
            return self.drawn(diagram.root_cause_figure(root_cause, "diagram-1"), fence)
        except diagram.DiagramSyntaxError:
            return Markdown(UNDRAWN)

    def drawn(self, html: str, text: str = "") -> Markdown:
        """Return a placeholder for HTML of our own, and for `text` in the Markdown version."""
        if not html:
            return Markdown("")
        name = placeholder_name(html)
        self.pictures[name] = html
        self.texts[name] = text
        return Markdown(f'\n<div data-pm-diagram="{name}"></div>\n')


def _table(figure: Figure) -> str:
    """Return the table of a figure as Markdown."""

    def column(index: int, title: str) -> Column[Sequence[Cell]]:
        return Column(title, lambda row: _words(row[index]))

    columns = [column(index, title) for index, title in enumerate(figure.table.head)]
    above = f"**{line(figure.title)}.** {line(figure.text)}".strip()
    return f"{above}\n\n{table(columns, figure.table.rows)}"


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0]
