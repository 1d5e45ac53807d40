"""The search documents of a site's own pages, from their HTML."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from mkdocs.structure.pages import Page

from postmortems.search import DOCUMENTATION_WEIGHT, Document, Part

from . import embedded

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_SKIPPED = frozenset({"script", "style", "svg", "button", "template"})
_BLOCKS = _HEADINGS | {"p", "li", "td", "th", "dt", "dd", "pre", "figcaption", "summary", "div"}
_PERMALINK = "headerlink"
_HEADING_WEIGHT = 2.0


def page_document(content: str, page: Page) -> Document | None:
    """Return the document of a page; None if its front matter excludes it from the search.

    That is `search: {exclude: true}`, as for Material's search; `boost` applies too.
    """
    options = page.meta.get("search") or {}
    if not isinstance(options, dict) or options.get("exclude"):
        return None
    boost = options.get("boost", 1)
    parser = _Text()
    parser.feed(embedded.without_embedded(content))
    parser.close()
    title = str(page.title)
    return Document(
        "Page",
        page.file.src_uri,
        title,
        (Part(_HEADING_WEIGHT, (title,), is_shown=False), *parser.parts()),
        weight=DOCUMENTATION_WEIGHT * (boost if isinstance(boost, int | float) else 1),
    )


@dataclass
class _Section:
    """A section of a page: its anchor, the texts of its heading, and its other texts."""

    anchor: str
    headings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class _Text(HTMLParser):
    """Collects the texts of each section of a page."""

    def __init__(self) -> None:
        super().__init__()
        self._sections = [_Section("")]
        self._block: list[str] = []
        self._is_heading = False
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _SKIPPED or _PERMALINK in (attributes.get("class") or ""):
            self._skipped.append(tag)
        elif tag in _BLOCKS:
            self._end_block()
            if tag in _HEADINGS:
                self._is_heading = True
                self._sections.append(_Section(attributes.get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        if self._skipped and self._skipped[-1] == tag:
            self._skipped.pop()
        elif tag in _BLOCKS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._block.append(data)

    def _end_block(self) -> None:
        text = " ".join("".join(self._block).split())
        self._block = []
        if text:
            section = self._sections[-1]
            (section.headings if self._is_heading else section.texts).append(text)
        self._is_heading = False

    def parts(self) -> Iterator[Part]:
        """Yield the parts of the page, a heading and a text for each section."""
        self._end_block()
        for section in self._sections:
            heading = " ".join(section.headings)
            if heading:
                yield Part(_HEADING_WEIGHT, (heading,), section.anchor, heading, is_shown=False)
            if section.texts:
                yield Part(1.0, tuple(section.texts), section.anchor, heading)
