"""The context of a page while it is rendered: its links, and its figures."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote, urlencode, urljoin

from postmortems.render import Markdown
from postmortems.render.figure_links import FigureLinks
from postmortems.site_map import SiteMap, markdown_path, relative_path


class PageContext(FigureLinks):
    """The context of a page: resolves its links and collects its figures.

    Args:
        page: the path of its Markdown file.
        replaced: the site's own pages that stand in for ours, by the path of ours.
        address: returns the address of a page from the top of the site.
        site_url: the URL of the site; empty if it is not configured.
    """

    def __init__(
        self,
        page: str,
        replaced: Mapping[str, str],
        address: Callable[[str], str],
        site_url: str = "",
    ) -> None:
        super().__init__(page, replaced)
        self._page, self._address, self._site_url = page, address, site_url

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

    @property
    def url(self) -> str:
        """The URL of the page; empty if the URL of the site is not configured."""
        return urljoin(self._site_url, self._address(self._page)) if self._site_url else ""

    def file(self, path: str) -> Markdown:
        """Return a link target in Markdown for a file of the site that is not a page."""
        return Markdown(quote(relative_path(path, self._folder)))
