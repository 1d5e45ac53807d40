"""Links whose address cannot be split, such as `http://[host]/`: MkDocs raises on them."""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from postmortems.model.address import split_address

_BEFORE_MKDOCS = 1
"""MkDocs resolves the addresses of links at priority 0."""


class DropUnsplittable(Treeprocessor):
    """Turns a link that MkDocs cannot resolve into plain text."""

    def run(self, root: Element) -> None:
        """Replace the links of a page whose address cannot be split."""
        for element in root.iter("a"):
            address = element.get("href")
            if address is not None and split_address(address) is None:
                element.tag = "span"
                del element.attrib["href"]


class Addresses(Extension):
    """The Markdown extension that runs `DropUnsplittable`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the tree processor."""
        md.treeprocessors.register(DropUnsplittable(md), "pm-addresses", _BEFORE_MKDOCS)
