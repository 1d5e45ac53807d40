"""A page that the plugin generates, rendered without Python-Markdown."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from postmortems.page_html import clean, to_html, with_code_blocks

from .guard import UNMADE, guarded
from .headings import HeadingOptions, with_anchors
from .links import PageLinks

_ID = re.compile(r' id="([^"]*)"')


class GeneratedPage(Page):
    """A page of MkDocs whose Markdown is rendered as CommonMark.

    MkDocs renders any other page with Python-Markdown, which takes 100 times as long
    (`docs/decisions/2026-11-29-commonmark.md`).
    """

    targets: frozenset[str] = frozenset()
    """The paths of the files that the page links to, also of those that do not exist."""

    def __init__(
        self, title: str | None, file: File, config: MkDocsConfig, headings: HeadingOptions
    ) -> None:
        super().__init__(title, file, config)
        self._headings = headings

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set the HTML, table of contents and anchors of the page from its Markdown.

        If that fails, an error is logged, and the HTML says so.
        """
        self.content = guarded(
            lambda: self._render(config, files),
            f"the HTML of the page `{self.file.src_uri}`",
            f"<p>{UNMADE}</p>",
        )

    def _render(self, config: MkDocsConfig, files: Files) -> str:
        html = clean(to_html(self.markdown or ""))
        html, self.toc = with_anchors(html, self._headings)
        links = PageLinks(self.file, files, config)
        html = links.resolved(html)
        self.present_anchor_ids = set(_ID.findall(html))
        self.links_to_anchors = links.anchors
        self.targets = frozenset(links.targets)
        return with_code_blocks(html)
