"""The text of a timeline's row as Markdown in one cell of a table.

A cell has one line, so paragraphs, lists, quotations and code in it are HTML elements, which code
hosts show in tables too. The words in them are Markdown.
"""

import re

from ..model.address import split_address
from ..model.images import IMAGE, local_path
from ..model.row_text import Block, Code, Items, Paragraph, Quotation, blocks
from ..model.scalars import SAFE_SCHEMES
from .images import Image, no_image
from .markdown import Markdown, guard_start, link, references, without_code, words

_LINK = re.compile(r"\[(?P<words>[^\[\]]{1,500})\]\((?P<target>[^\s()<>\"'`|\\]{1,1000})\)")
_STRONG = re.compile(
    r"(?<![\w*/\\])\*\*(?=[\w\[\"'(])[^*]{1,1000}(?<=[\w\]\"').,:;!?])\*\*(?![\w*/])"
)
_NAME = re.compile(r"\?P<[a-z]+>")
_SPECIAL = re.compile("|".join(_NAME.sub("", part.pattern) for part in (IMAGE, _LINK, _STRONG)))
_BREAK = "<br><br>"


def rich_text(text: str, image: Image = no_image) -> Markdown:
    """Return the text of a row as Markdown on one line.

    Args:
        text: the text, see `model.row_text`.
        image: returns what the page shows for an image.
    """
    return Markdown(_blocks(blocks(text), image))


def _blocks(parsed: tuple[Block, ...], image: Image) -> str:
    """Return blocks; two paragraphs have an empty line between them."""
    parts: list[str] = []
    for above, block in zip((None, *parsed), parsed, strict=False):
        if isinstance(above, Paragraph) and isinstance(block, Paragraph):
            parts.append(_BREAK)
        parts.append(_block(block, image))
    return "".join(parts)


def _block(block: Block, image: Image) -> str:
    if isinstance(block, Paragraph):
        return _inline(block.text, image)
    if isinstance(block, Code):
        # A diagram needs more room than a cell has.
        named = block.language and block.language != "mermaid"
        name = f' class="language-{block.language}"' if named else ""
        code = "&#10;".join(references(row) for row in block.lines)
        return f"<pre><code{name}>{code}</code></pre>"
    if isinstance(block, Quotation):
        return f"<blockquote>{_blocks(block.blocks, image)}</blockquote>"
    return _list(block, image)


def _list(block: Items, image: Image) -> str:
    name = "ol" if block.numbered else "ul"
    items = "".join(f"<li>{_blocks(item, image)}</li>" for item in block.items)
    return f"<{name}>{items}</{name}>"


def _inline(text: str, image: Image) -> str:
    """Return a paragraph, with its images, links and strong words."""
    parts: list[str] = []
    end = 0
    for match in _SPECIAL.finditer(without_code(text, "x")):
        special = _special(text[match.start() : match.end()], image)
        if special is not None:
            parts += [words(text[end : match.start()]), special]
            end = match.end()
    parts.append(words(text[end:]))
    parts[0] = guard_start(parts[0])  # the first character of a link or an image has its meaning
    return "".join(parts)


def _special(text: str, image: Image) -> str | None:
    """Return an image, a link or strong words; None for one that is shown as it is written."""
    if text.startswith("**"):
        return f"**{_inline(text[2:-2], image)}**"
    if match := IMAGE.fullmatch(text):
        path = local_path(match)
        # An image of another address is a link, as in prose.
        return _link(text[1:]) if path is None else image(match["words"], path)
    return _link(text)


def _link(text: str) -> str | None:
    match = _LINK.fullmatch(text)
    parts = split_address(match["target"]) if match else None
    if not match or not parts or parts.scheme.lower() not in SAFE_SCHEMES:
        return None
    return link(match["words"], match["target"])
