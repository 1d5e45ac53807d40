"""The headings of a page: their ids, their permanent links, and the table of contents."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown.extensions.toc import (
    TocExtension,
    nest_toc_tokens,
    slugify,
    strip_tags,
    unique,
)
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.toc import TableOfContents, get_toc

_HEADING = re.compile(r"<h([1-6])((?: [^>]*)?)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')


@dataclass(frozen=True)
class HeadingOptions:
    """The options of Python-Markdown's `toc` extension that apply to our pages.

    Args:
        permalink: the HTML of the link after each heading; empty for none.
        levels: the levels of headings in the table of contents.
    """

    permalink: str
    levels: range

    @classmethod
    def of(cls, config: MkDocsConfig) -> "HeadingOptions":
        """Return the options of a site."""
        toc = TocExtension(**(config.mdx_configs.get("toc") or {}))
        permalink = toc.getConfig("permalink")
        sign = "&para;" if permalink in (True, "true", "True") else permalink
        if sign in (False, None, "", "false", "False"):
            sign = ""
        else:
            names = toc.getConfig("permalink_class"), toc.getConfig("permalink_title")
            sign = f'<a class="{names[0]}" href="#{{}}" title="{names[1]}">{sign}</a>'
        return cls(sign, _levels(toc.getConfig("toc_depth")))


def _levels(depth: Any) -> range:
    """Return the levels that `toc_depth` names: `3`, or `2-4`."""
    top, _, bottom = str(depth).rpartition("-")
    return range(int(top or 1), int(bottom) + 1)


def with_anchors(html: str, options: HeadingOptions) -> tuple[str, TableOfContents]:
    """Return HTML in which every heading has an id and a permanent link, and its contents.

    An id that a heading already has is kept.
    """
    ids = set(_ID.findall(html))
    tokens: list[Any] = []

    def anchor(heading: re.Match[str]) -> str:
        level, attributes, text = heading.groups()
        has_id = _ID.search(attributes)
        words = strip_tags(text)
        if has_id:
            name = has_id[1]
        else:
            name = unique(slugify(unescape(words), "-"), ids)
            attributes = f'{attributes} id="{name}"'
        if int(level) in options.levels:
            tokens.append({"level": int(level), "id": name, "name": words})
        return f"<h{level}{attributes}>{text}{options.permalink.format(name)}</h{level}>"

    html = _HEADING.sub(anchor, html)
    return html, get_toc(nest_toc_tokens(tokens))
