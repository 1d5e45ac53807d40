"""The tree of a document: headings, paragraphs, lists, tables, code and quotes with their lines.

All formats of documents become this tree. The text of a block is Markdown, without the marks of
the block itself, and with the addresses of its links.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

BlockKind = Literal["heading", "paragraph", "list", "item", "table", "code", "quote", "comment"]

MAX_DEPTH = 40
"""How deep blocks are nested; deeper blocks become children of the block at this depth."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[str, ...]
    line: int


@dataclass(slots=True)
class Block:
    """A block of a document.

    `level` is that of a heading, 1 to 6; `checked` the state of an item's checkbox, None if it has
    none. A list has items; an item and a quote have blocks. The first row of a table is its head.
    `number` is that of the first item of a numbered list.
    """

    kind: BlockKind
    line: int
    text: str = ""
    level: int = 0
    checked: bool | None = None
    number: int | None = None
    children: list["Block"] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A document: its blocks in order, its front matter, its title and its own address."""

    blocks: list[Block]
    front_matter: dict[str, Any] = field(default_factory=dict)
    front_matter_lines: dict[str, int] = field(default_factory=dict)
    title: str = ""
    url: str = ""


_LINK = re.compile(r"(?P<image>!?)\[(?P<words>[^][]*)\]\((?P<target>[^()\s]*)\)")
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`|~~")
_ESCAPE = re.compile(r"\\([^\w\s])")


def plain(text: str) -> str:
    """Return Markdown as plain text on one line: links by their texts, without emphasis.

    An image without words is shown by the name of its file.
    """
    text = _LINK.sub(_link_words, text)
    return " ".join(_ESCAPE.sub(r"\1", _MARKS.sub("", text)).split())


def _link_words(link: re.Match[str]) -> str:
    if link["image"] and not link["words"].strip():
        return f"(image {link['target'].rpartition('/')[2]})"
    return link["words"]


def is_blank(text: str) -> bool:
    """Return whether a text has no letters and digits."""
    return not any(letter.isalnum() for letter in text)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield each block and all blocks within it, in the order of the document."""
    for block in blocks:
        yield block
        yield from walk(block.children)


def item_text(item: Block) -> str:
    """Return the text of the first paragraph of an item; "" if it begins with something else."""
    first = item.children[0] if item.children else None
    return first.text if first and first.kind == "paragraph" else ""


def item_rest(item: Block) -> list[Block]:
    """Return the blocks of an item after its first paragraph."""
    return item.children[1:] if item_text(item) else item.children


def markdown_of(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown, with a blank line between them."""
    return "\n\n".join(part for block in blocks if (part := _markdown(block)))


def _markdown(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"{'#' * max(1, block.level)} {block.text}"
        case "quote":
            lines = markdown_of(block.children).split("\n")
            return "\n".join(f"> {line}".rstrip() for line in lines)
        case "list":
            return "\n".join(_items(block))
        case "table":
            return _table(block)
        case "item":
            return markdown_of(block.children)
        case "comment":
            return ""
    return block.text


def _items(block: Block) -> Iterator[str]:
    for index, item in enumerate(block.children):
        mark = "-" if block.number is None else f"{block.number + index}."
        box = {None: "", True: "[x] ", False: "[ ] "}[item.checked]
        separator = "\n" if all(part.kind == "list" for part in item_rest(item)) else "\n\n"
        text = separator.join(filter(None, map(_markdown, item.children)))
        indent = " " * (len(mark) + 1)
        lines = [f"{indent}{line}" if line else "" for line in text.split("\n")]
        yield f"{mark} {box}" + "\n".join(lines)[len(indent) :]


def _table(block: Block) -> str:
    lines = ["| " + " | ".join(row.cells) + " |" for row in block.rows]
    if lines:
        lines.insert(1, "|" + " --- |" * max(1, len(block.rows[0].cells)))
    return "\n".join(lines)
