"""What a page is written on: its links, and the places for its pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from hashlib import sha256
from html import escape
from urllib.parse import quote, urlencode

from postmortems.chart import Figure
from postmortems.chart.figure import Cell
from postmortems.model import Moment
from postmortems.render import Markdown, SiteLinks, line
from postmortems.site_map import SiteMap, markdown_path


class PageContext(SiteLinks):
    """A page of the site.

    Args:
        page: the name of its Markdown file.
        replaced: the pages that the site has written itself.
        address: where a page is from the top of the site, by its name.
    """

    def __init__(
        self, page: str, replaced: Mapping[str, str], address: Callable[[str], str]
    ) -> None:
        super().__init__(page, replaced)
        self._page, self._address = page, address
        self.pictures: dict[str, str] = {}

    def picture(self, figure: Figure | None) -> Markdown:
        """A place for a picture, which is put there when the page's HTML has been cleaned."""
        if figure is None:
            return Markdown("")
        return self.drawn(str(figure.html()))

    def drawn(self, html: str) -> Markdown:
        """The same for a picture that is HTML already, and has its twin elsewhere on the page."""
        if not html:
            return Markdown("")
        # No text can name a place, for it would have to hold its own hash.
        name = sha256(html.encode()).hexdigest()[:16]
        self.pictures[name] = html
        return Markdown(f'\n<div data-pm-diagram="{name}"></div>\n')

    def table(self, path: str) -> Markdown:
        """A place that a script fills with a table to filter and sort, from one of our files."""
        address = escape(self.address_of(path))
        return self.drawn(f'<div class="pm-table" data-pm-table="{address}"></div>')

    def filtered(self, name: str, value: str) -> str:
        """The page of all incidents, narrowed to those with one value of a facet."""
        page, _, _ = self.to(SiteMap.INCIDENTS).partition("#")
        return f"{page}?{urlencode({name: value})}"

    def address(self, page: str, anchor: str = "") -> str:
        """A page's address as seen from this one, for HTML of our own."""
        return self.address_of(self._address(page)) + (f"#{anchor}" if anchor else "")

    def address_of(self, path: str) -> str:
        """The same of any file, by its path from the top of the site."""
        here = self._address(self._page)
        folder = posixpath.dirname(here)
        found = posixpath.relpath(path or ".", folder or ".")
        return f"{found}/" if path.endswith("/") or not path else found

    def versions(self, record: str) -> Markdown:
        """Where else the page's facts are: its Markdown, and a record of the API."""
        twin = escape(self.address_of(markdown_path(self._address(self._page))))
        found = escape(self.address_of(record))
        return self.drawn(
            '<p class="pm-versions pm-unsearched">This page as '
            f'<a href="{twin}">Markdown</a> and as <a href="{found}">JSON</a></p>'
        )

    def file(self, path: str) -> Markdown:
        """A file of the site that is no page, for a link in Markdown."""
        return Markdown(quote(posixpath.relpath(path, self._folder or ".")))


class MarkdownContext(PageContext):
    """The Markdown of a page for those who read Markdown: it leads to other pages' Markdown."""

    def __init__(
        self, page: str, replaced: Mapping[str, str], address: Callable[[str], str]
    ) -> None:
        super().__init__(page, replaced, address)
        self._folder = posixpath.dirname(markdown_path(address(page)))

    def to(self, page: str, anchor: str = "") -> str:
        """The Markdown of another page; a file that is no page as it is."""
        target = markdown_path(self._address(page)) if page.endswith(".md") else page
        path = posixpath.relpath(target, self._folder or ".")
        return f"{path}#{anchor}" if anchor else path

    def filtered(self, name: str, value: str) -> str:
        """The Markdown of all incidents, which cannot be narrowed."""
        return self.to(SiteMap.INCIDENTS)

    def heading(self, text: str, name: str) -> Markdown:
        """The text behind an anchor."""
        return Markdown(f'<a id="{name}"></a>{text}')

    def time(self, moment: Moment, words: str) -> Markdown:
        """The words."""
        return line(words)

    def picture(self, figure: Figure | None) -> Markdown:
        """The picture's table."""
        if figure is None:
            return Markdown("")
        head = " | ".join(line(cell) for cell in figure.table.head)
        rows = [" | ".join(_words(cell) for cell in row) for row in figure.table.rows]
        rule = "|---" * len(figure.table.head)
        table = "\n".join([f"| {head} |", f"{rule}|", *(f"| {row} |" for row in rows)])
        above = f"**{line(figure.title)}.** {line(figure.caption)}".strip()
        return Markdown(f"\n{above}\n\n{table}\n")

    def drawn(self, html: str) -> Markdown:
        """Nothing: the page says the same."""
        return Markdown("")


def _words(cell: Cell) -> Markdown:
    return line(cell if isinstance(cell, str) else cell[0])
