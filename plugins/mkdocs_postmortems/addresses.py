"""Links whose address has no parts, such as `http://[host]/`, on which MkDocs would raise."""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from postmortems.model.address import split_address

_BEFORE_MKDOCS = 1
"""MkDocs resolves the addresses of links at priority 0."""


class DropUnsplittable(Treeprocessor):
    """Makes plain text of a link that MkDocs could not resolve."""

    def run(self, root: Element) -> None:
        """Look at all links of a page."""
        for element in root.iter("a"):
            address = element.get("href")
            if address is not None and split_address(address) is None:
                element.tag = "span"
                del element.attrib["href"]


class Addresses(Extension):
    """The extension of Markdown that does so."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register it."""
        md.treeprocessors.register(DropUnsplittable(md), "pm-addresses", _BEFORE_MKDOCS)
