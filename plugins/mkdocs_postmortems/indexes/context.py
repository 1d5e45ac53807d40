"""The context of a page while it is rendered: its links, and its figures."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from html import escape
from urllib.parse import quote, urlencode

from postmortems import diagram
from postmortems.chart import Figure
from postmortems.chart.figure import Cell
from postmortems.model import RootCause
from postmortems.render import Column, Markdown, SiteLinks, line, table
from postmortems.render.links import mermaid
from postmortems.site_map import SiteMap, markdown_path, relative_path

UNDRAWN = "The diagram could not be drawn. The table below has the same content."
"""Replaces the diagram of a root cause that the renderer rejected."""


def placeholder_name(text: str) -> str:
    """Return a name that the text cannot contain, since it would contain its own hash."""
    return sha256(text.encode()).hexdigest()[:16]


class PageContext(SiteLinks):
    """The context of a page: resolves its links and collects its figures.

    `pictures` has the HTML of each figure and `texts` its Markdown, by the name of its placeholder.

    Args:
        page: the path of its Markdown file.
        replaced: the site's own pages that stand in for ours, by the path of ours.
        address: returns the address of a page from the top of the site.
    """

    def __init__(
        self, page: str, replaced: Mapping[str, str], address: Callable[[str], str]
    ) -> None:
        super().__init__(page, replaced)
        self._page, self._address = page, address
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

    def table(self, path: str) -> Markdown:
        """Return a placeholder that a script fills with a table, from a JSON file of the site."""
        address = escape(self.address_of(path))
        return self.drawn(f'<div class="pm-table" data-pm-table="{address}"></div>')

    def filtered(self, name: str, value: str) -> str:
        """Return a link to the page of all incidents, filtered by one value of a facet."""
        page, _, _ = self.to(SiteMap.INCIDENTS).partition("#")
        return f"{page}?{urlencode({name: value})}"

    def address(self, page: str, anchor: str = "") -> str:
        """Return the address of a page relative to this one, for HTML of our own."""
        return self.address_of(self._address(page)) + (f"#{anchor}" if anchor else "")

    def address_of(self, path: str) -> str:
        """Return the address of any file relative to this page, by its path from the top."""
        here = self._address(self._page)
        folder = posixpath.dirname(here)
        relative = relative_path(path, folder)
        return f"{relative}/" if path.endswith("/") or not path else relative

    def versions(self, record: str) -> Markdown:
        """Return links to the Markdown version of the page and to its record in the API."""
        markdown = escape(self.address_of(markdown_path(self._address(self._page))))
        json = escape(self.address_of(record))
        return self.drawn(
            '<p class="pm-versions">This page as '
            f'<a href="{markdown}">Markdown</a> and as <a href="{json}">JSON</a></p>'
        )

    def file(self, path: str) -> Markdown:
        """Return a link target in Markdown for a file of the site that is not a page."""
        return Markdown(quote(relative_path(path, self._folder)))


def _table(figure: Figure) -> str:
    """Return the table of a figure as Markdown."""

    def column(index: int, title: str) -> Column[Sequence[Cell]]:
        return Column(title, lambda row: _words(row[index]))

    columns = [column(index, title) for index, title in enumerate(figure.table.head)]
    above = f"**{line(figure.title)}.** {line(figure.text)}".strip()
    return f"{above}\n\n{table(columns, figure.table.rows)}"


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0]
