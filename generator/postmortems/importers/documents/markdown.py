"""Markdown as a tree of blocks, by the CommonMark parser that also renders the pages."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pyromark import Options, events_with_range

from .front_matter import split_front_matter
from .html import read_html
from .tree import MAX_DEPTH, Block, BlockKind, Document, Row, walk

_OPTIONS = Options.ENABLE_TABLES | Options.ENABLE_TASKLISTS | Options.ENABLE_STRIKETHROUGH
_CONTAINERS: dict[str, BlockKind] = {"BlockQuote": "quote", "List": "list", "Item": "item"}
_TEXTS: dict[str, BlockKind] = {"Paragraph": "paragraph", "Heading": "heading"}
_REFERENCES = {"Reference", "Collapsed", "Shortcut"}
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMPTY_BOX = re.compile(r"\[ ?\]\s+(?!\()")


def read_markdown(text: str) -> Document:
    """Return the tree of a Markdown document."""
    front_matter, lines, text = split_front_matter(text)
    return Document(_Builder(text).blocks(), front_matter, lines)


@dataclass
class _Inline:
    """The text of a block whose end is not read yet."""

    kind: BlockKind
    line: int
    level: int = 0
    parts: str = ""


class _Builder:
    """Builds the tree from the events of the parser."""

    def __init__(self, text: str) -> None:
        self._source = text.encode("utf-8", "replace")
        self._ends = [0, *accumulate(len(line) + 1 for line in self._source.split(b"\n"))]
        self._root = Block("quote", 1)
        self._open = [self._root]
        self._depth = 0  # of containers that are too deep to be kept
        self._inline: _Inline | None = None
        self._code: Block | None = None
        self._links: list[str | None] = []
        self._cells: list[str] = []
        self._text = text
        self._html, self._html_line = "", 1
        self._cell_line, self._in_cell = 1, False

    def blocks(self) -> list[Block]:
        """Return the blocks of the document."""
        for event, span in events_with_range(self._text, options=_OPTIONS):
            start, end = span["start"], span["end"]
            if isinstance(event, str):
                self._mark(event, start, end)
                continue
            name, value = next(iter(event.items()))
            if name == "Start":
                self._start(value, start, end)
            elif name == "End":
                self._end(value)
            else:
                self._leaf(name, value, start, end)
        return self._root.children

    def _line(self, offset: int) -> int:
        return bisect_right(self._ends, offset)

    def _slice(self, start: int, end: int) -> str:
        return self._source[start:end].decode("utf-8", "replace")

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, value = next(iter(({tag: {}} if isinstance(tag, str) else tag).items()))
        if name in _CONTAINERS:
            self._flush()
            self._push(
                Block(
                    _CONTAINERS[name], self._line(start), number=value if name == "List" else None
                )
            )
        elif name in _TEXTS:
            self._flush()
            level = int(value["level"][1]) if name == "Heading" else 0
            self._inline = _Inline(_TEXTS[name], self._line(start), level)
        elif name == "CodeBlock":
            self._flush()
            self._code = Block("code", self._line(start))
            self._code.text = "```" + (value["Fenced"] if isinstance(value, dict) else "") + "\n"
        elif name == "HtmlBlock":
            self._flush()
            self._html_line = self._line(start)
        elif name == "Table":
            self._flush()
            self._add(Block("table", self._line(start)))
        elif name in ("TableHead", "TableRow"):
            self._cells = []
        elif name == "TableCell":
            self._in_cell = True
            self._inline = _Inline("paragraph", self._line(start))
        elif name in ("Link", "Image"):
            self._open_link(name, value, start, end)
        elif name in _EMPHASIS:
            self._write(_EMPHASIS[name], start)

    def _open_link(self, name: str, value: dict[str, str], start: int, end: int) -> None:
        if value["link_type"] in ("Autolink", "Email"):
            self._links.append(">")
            self._write("<", start)
        else:
            address = value["dest_url"]
            if any(letter in address for letter in " ()"):
                address = f"<{address}>"
            self._links.append(f"]({address})")
            self._write("![" if name == "Image" else "[", start)

    def _end(self, tag: Any) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in _CONTAINERS:
            self._flush()
            self._pop()
        elif name in _TEXTS:
            self._flush()
        elif name == "HtmlBlock":
            self._end_html()
        elif name == "CodeBlock" and self._code:
            self._code.text = self._code.text.rstrip("\n") + "\n```"
            self._add(self._code)
            self._code = None
        elif name == "TableCell":
            inline, self._inline = self._inline, None
            text = inline.parts.replace("\\|", "|") if inline else ""
            self._cells.append(" ".join(text.split()))
            self._cell_line = inline.line if inline else 1
            self._in_cell = False
        elif name in ("TableHead", "TableRow"):
            table = self._open[-1].children[-1]
            table.rows.append(
                Row(tuple(self._cells), self._cell_line if self._cells else table.line)
            )
        elif name in ("Link", "Image"):
            if self._links and (closing := self._links.pop()):
                self._write(closing, None)
        elif name in _EMPHASIS:
            self._write(_EMPHASIS[name], None)

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        if self._code is not None:
            self._code.text += str(value)
        elif name == "TaskListMarker":
            self._open[-1].checked = bool(value)
        elif name == "Html":
            self._html += str(value)
        elif name == "InlineHtml":
            self._inline_html(str(value), start)
        elif name == "Text":
            escape = "\\" if self._source[max(0, start - 1) : start] == b"\\" else ""
            self._write(escape + self._slice(start, end), start)
        else:
            self._write(self._slice(start, end), start)

    def _mark(self, event: str, start: int, end: int) -> None:
        if event in ("SoftBreak", "HardBreak"):
            self._write("\n", start)
        elif event == "Rule":
            self._flush()

    def _end_html(self) -> None:
        """Add the blocks of HTML between blocks of Markdown, and its comments."""
        text, line = self._html, self._html_line
        self._html = ""
        for comment in _COMMENT.findall(text):
            if comment.strip():
                self._add(Block("comment", line, comment.strip()))
        for block in read_html(_COMMENT.sub("", text)).blocks:
            _move(block, line - 1)
            self._add(block)

    def _inline_html(self, text: str, start: int) -> None:
        if comment := _COMMENT.match(text):
            self._add(Block("comment", self._line(start), comment[1].strip()))
        elif _BREAK.fullmatch(text):
            self._write(" " if self._in_cell else "\n", start)

    def _write(self, text: str, start: int | None) -> None:
        if not text:
            return
        if self._inline is None:
            if not text.strip():
                return
            self._inline = _Inline("paragraph", self._line(start or 0))
        self._inline.parts += text

    def _flush(self) -> None:
        """End the open paragraph or heading."""
        inline, self._inline = self._inline, None
        if inline and (text := inline.parts.strip()):
            self._add(Block(inline.kind, inline.line, text, inline.level))

    def _add(self, block: Block) -> None:
        parent = self._open[-1]
        begins_item = parent.kind == "item" and not parent.children and parent.checked is None
        if begins_item and block.kind == "paragraph" and (box := _EMPTY_BOX.match(block.text)):
            parent.checked, block.text = False, block.text[box.end() :]
        parent.children.append(block)

    def _push(self, block: Block) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._depth += 1
            return
        self._add(block)
        self._open.append(block)

    def _pop(self) -> None:
        if self._depth:
            self._depth -= 1
        elif len(self._open) > 1:
            self._open.pop()


def _move(block: Block, lines: int) -> None:
    """Add lines to the line of a block and of those within it."""
    for part in walk([block]):
        part.line += lines
        part.rows = [Row(row.cells, row.line + lines) for row in part.rows]


_EMPHASIS = {"Emphasis": "*", "Strong": "**", "Strikethrough": "~~"}
