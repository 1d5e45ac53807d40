"""The text of a timeline's row: paragraphs, lists, quotations and code, written as in Markdown.

Only blocks are recognized here. Within a block, code between backticks, addresses, links, images
and `**strong**` words keep their meaning, and everything else is shown as it is written: rows are
full of names such as `__init__.py` or `*.example.com`, which Markdown would change.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

from .scalars import PROSE_LENGTH, at_most, filled, visible

DEEPEST = 5
"""The levels of lists and quotations within each other; deeper ones are text."""

_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)")
_QUOTE = re.compile(r"[ \t]{0,3}> ?(?P<rest>.*)")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,3}[.)])[ \t]+(?P<rest>\S.*)")
_LANGUAGE = re.compile(r"[A-Za-z0-9+#-]{1,20}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words without line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of code, with the language that the author named, or an empty one."""

    lines: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks that are quoted, such as a message of a chat."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item has blocks of its own."""

    items: "tuple[tuple[Block, ...], ...]"
    numbered: bool = False


Block = Paragraph | Code | Quotation | Items


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a row's text; a text of one line is one paragraph, whatever it is."""
    lines = text.strip().expandtabs(4).splitlines()
    if len(lines) < 2:
        return (Paragraph(_joined(lines)),) if lines else ()
    return _Parser(lines).parsed()


def first_words(text: str) -> str:
    """Return the first paragraph of a row's text, or the first line of its code, on one line."""
    return _first(blocks(text))


def _first(parsed: Sequence[Block]) -> str:
    for block in parsed:
        if isinstance(block, Paragraph):
            return block.text
        if isinstance(block, Code):
            words = next((line.strip() for line in block.lines if line.strip()), "")
        else:
            inner = block.blocks if isinstance(block, Quotation) else block.items[0]
            words = _first(inner)
        if words:
            return words
    return ""


def _joined(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


class _Parser:
    """Parses the lines of a text from the first to the last."""

    def __init__(self, lines: Sequence[str], depth: int = 0) -> None:
        self._lines, self._depth, self._at = lines, depth, 0
        self._indents = _indents(lines)
        self._open: list[str] = []
        """The lines of the paragraph that is being read."""
        self._blocks: list[Block] = []

    def parsed(self) -> tuple[Block, ...]:
        """Return the blocks of all lines."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._close()
                self._at += 1
            elif fence := _FENCE.fullmatch(line):
                self._add(self._code(fence))
            elif self._depth < DEEPEST and _QUOTE.fullmatch(line):
                self._add(self._quotation())
            elif (item := _ITEM.fullmatch(line)) and self._starts_list(item):
                self._add(self._items(item))
            else:
                self._open.append(line)
                self._at += 1
        self._close()
        return tuple(self._blocks)

    def _add(self, block: Block) -> None:
        self._close()
        self._blocks.append(block)

    def _close(self) -> None:
        if self._open:
            self._blocks.append(Paragraph(_joined(self._open)))
            self._open = []

    def _starts_list(self, item: re.Match[str]) -> bool:
        """Return whether a line begins a list: a number does so within a paragraph only if 1."""
        is_numbered = item["mark"][0].isdigit()
        return self._depth < DEEPEST and not (
            is_numbered and self._open and item["mark"][:-1] != "1"
        )

    def _code(self, fence: re.Match[str]) -> Code:
        marks, indent = fence["marks"], len(fence["indent"])
        language = _LANGUAGE.match(fence["info"].strip())
        lines: list[str] = []
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            end = line.strip()
            if len(end) >= len(marks) and not end.strip(marks[0]):
                break
            lines.append(line[min(indent, len(line) - len(line.lstrip())) :].rstrip())
        return Code(tuple(lines), language[0] if language else "")

    def _quotation(self) -> Quotation:
        lines: list[str] = []
        while self._at < len(self._lines) and (quoted := _QUOTE.fullmatch(self._lines[self._at])):
            lines.append(quoted["rest"])
            self._at += 1
        return Quotation(_Parser(lines, self._depth + 1).parsed())

    def _items(self, first: re.Match[str]) -> Items:
        indent, numbered = len(first["indent"]), first["mark"][0].isdigit()
        items: list[tuple[Block, ...]] = []
        while self._at < len(self._lines):
            item = _ITEM.fullmatch(self._lines[self._at])
            if not item or item["mark"][0].isdigit() != numbered or len(item["indent"]) < indent:
                break
            items.append(self._item(item))
        return Items(tuple(items), numbered)

    def _item(self, item: re.Match[str]) -> tuple[Block, ...]:
        """Return the blocks of an item: its line, what is indented below it, and its paragraph."""
        inner, margin = len(item["indent"]) + 2, item.start("rest")
        lines = [item["rest"]]
        self._at += 1
        while self._at < len(self._lines) and self._belongs(inner, after_blank=not lines[-1]):
            line = self._lines[self._at]
            lines.append(line[min(margin, len(line) - len(line.lstrip())) :].rstrip())
            self._at += 1
        return _Parser(lines, self._depth + 1).parsed()

    def _belongs(self, inner: int, *, after_blank: bool) -> bool:
        """Return whether the line at hand belongs to an item whose content has an indentation."""
        line = self._lines[self._at]
        if self._indents[self._at] >= inner:
            return True
        if not line.strip() or after_blank:
            return False
        return not (_ITEM.fullmatch(line) or _FENCE.fullmatch(line) or _QUOTE.fullmatch(line))


def _indents(lines: Sequence[str]) -> list[int]:
    """Return the indentation of each line; an empty one has that of the next line with text."""
    indents: list[int] = []
    below = 0
    for line in reversed(lines):
        if text := line.lstrip():
            below = len(line) - len(text)
        indents.append(below)
    return indents[::-1]


def normalized(text: str) -> str:
    """Return a text of one paragraph on one line; any other text keeps its lines."""
    parsed = blocks(text)
    if len(parsed) == 1 and isinstance(parsed[0], Paragraph):
        return parsed[0].text
    return "\n".join(line.rstrip() for line in text.strip().expandtabs(4).splitlines())


RowText = Annotated[
    str,
    AfterValidator(visible),
    AfterValidator(filled),
    at_most(PROSE_LENGTH),
    AfterValidator(normalized),
]
"""Text of one or more paragraphs, with lists, quotations and code."""
