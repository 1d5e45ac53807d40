"""PDF as a tree of blocks: lines by their size, and paragraphs and lists guessed from the lines.

A PDF has no structure, only places of letters. Larger lines are headings; a line that begins with
a bullet, a number or a time begins a block; other lines continue the block above. The line of a
block is the line of the text, counted from the first page.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..errors import UnreadableDocumentError
from .stamps import stamp_at_start
from .timeline_items import continues
from .tree import Block, Document
from .vocabulary import heading_role, label_meaning

MAX_PAGES = 300
"""The number of pages that are read."""
_LARGER = 1.12
"""How much larger than the text a heading is."""
_BULLET = re.compile(
    r"\s*(?:[•●▪◦‣○■·*-]|(?P<number>\d{1,2})[.)])\s+(?P<box>\[[ xX]\]\s+|[☐☑☒✓]\s*)?(?=\S)"
)
_LABEL = re.compile(r"(?P<label>[^:]{2,40}):\s")
_JOINING_WORDS = frozenset[str]().union(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or"},
    {"our", "that", "the", "their", "to", "was", "were", "with"},
)
"""A line that ends with one of these words goes on in the next line."""
_NAMES = re.compile(
    r"^(?:postmortem report|postmortem|incident report)\s+[-–—]\s+"
    r"|\s+[-–—|]\s+(?:pagerduty|confluence|google docs|notion)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    size: float


def read_pdf(data: bytes) -> Document:
    """Return the tree of a PDF.

    Raises:
        UnreadableDocumentError: pypdf is not installed, or the file is damaged or has no text.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise UnreadableDocumentError(
            "a PDF needs the extra `import`", 'run `pip install "mkdocs-postmortems[import]"`'
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of each oddity of a file
    try:
        reader = PdfReader(io.BytesIO(data))
        lines = list(_lines(reader))
        named = str((reader.metadata.title if reader.metadata else None) or "")
    except RecursionError as error:
        raise _unreadable() from error
    except Exception as error:
        # pypdf raises many kinds of errors for damaged files, most of them its own.
        if isinstance(error, (PyPdfError, *_DAMAGED)):
            raise _unreadable() from error
        raise
    if not lines:
        raise UnreadableDocumentError(
            "the PDF has no text; it may be a picture", "export the document as Markdown or HTML"
        )
    return _document(lines, _NAMES.sub("", _NAMES.sub("", named)).strip())


_DAMAGED = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    ArithmeticError,
    OSError,
    NotImplementedError,
    AssertionError,
    EOFError,
    MemoryError,
)


def _unreadable() -> UnreadableDocumentError:
    return UnreadableDocumentError(
        "the PDF is damaged or encrypted", "export the document again, or as Markdown or HTML"
    )


def _lines(reader: Any) -> Iterator[_Line]:
    """Yield the lines of all pages with the size of their letters."""
    number = 0
    for page in reader.pages[:MAX_PAGES]:
        text, size = "", 0.0
        for part, part_size in [*_pieces(page), ("\n", 0.0)]:
            for index, words in enumerate(part.split("\n")):
                if index:
                    number += 1
                    if text.strip():
                        yield _Line(number, " ".join(text.split()), size)
                    text, size = "", 0.0
                text += words
                size = max(size, part_size) if words.strip() else size


def _pieces(page: Any) -> list[tuple[str, float]]:
    """Return the texts of a page with the size of their letters."""
    pieces: list[tuple[str, float]] = []

    def visit(text: str, user: Any, matrix: Any, font: Any, size: float) -> None:
        scale = abs(matrix[3] or matrix[0] or 1) * abs(user[3] or user[0] or 1)
        pieces.append((text, round(float(size) * scale, 1)))

    page.extract_text(visitor_text=visit)
    return pieces


def _document(lines: list[_Line], named: str) -> Document:
    letters = Counter[float]()
    for line in lines:
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0]
    sizes = sorted({line.size for line in lines if line.size > body * _LARGER}, reverse=True)
    levels = {size: min(6, index) for index, size in enumerate(sizes, 1)}
    width = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10]
    blocks = list(_Blocks(levels, width).blocks(lines))
    largest = [block for block in blocks if block.kind == "heading" and block.level == 1]
    is_title = len(largest) == 1 and not heading_role(largest[0].text)
    return Document(blocks, title=largest[0].text if is_title else named)


class _Blocks:
    """Makes blocks of lines."""

    def __init__(self, levels: dict[float, int], width: int) -> None:
        self._levels, self._width = levels, width
        self._open: Block | None = None
        self._above: _Line | None = None

    def blocks(self, lines: list[_Line]) -> Iterator[Block]:
        """Yield the blocks of all lines."""
        done: list[Block] = []
        for line in lines:
            self._line(line, done)
            self._above = line
        yield from done

    def _line(self, line: _Line, done: list[Block]) -> None:
        level = self._levels.get(line.size)
        is_named = (
            heading_role(line.text) is not None
            and len(line.text) < 50
            and not line.text.endswith(".")
        )
        if level or (is_named and self._is_break(line) and not _BULLET.match(line.text)):
            self._heading(line, level or 6, done)
        elif match := _BULLET.match(line.text):
            self._item(line, match, done)
        elif self._open is None or self._is_break(line):
            self._open = Block("paragraph", line.number, line.text)
            done.append(self._open)
        else:
            joint = "" if self._open.text.endswith("/") else " "
            self._open.text += joint + line.text

    def _heading(self, line: _Line, level: int, done: list[Block]) -> None:
        above = done[-1] if done else None
        continues = above is not None and above.kind == "heading" and above.level == level
        if (
            continues
            and above
            and self._above
            and self._above.size == line.size
            and not (
                heading_role(line.text) or heading_role(above.text) or label_meaning(above.text)
            )
        ):
            above.text += f" {line.text}"
        else:
            done.append(Block("heading", line.number, line.text, level))
        self._open = None

    def _item(self, line: _Line, match: re.Match[str], done: list[Block]) -> None:
        number = int(match["number"]) if match["number"] else None
        paragraph = Block("paragraph", line.number, line.text[match.end() :])
        box = (match["box"] or "").strip()
        checked = None if not box else box.lower() in ("[x]", "☑", "☒", "✓")
        item = Block("item", line.number, checked=checked, children=[paragraph])
        if not done or done[-1].kind != "list" or (number == 1):
            done.append(Block("list", line.number, number=number))
        done[-1].children.append(item)
        self._open = paragraph

    def _is_break(self, line: _Line) -> bool:
        """Return whether a line does not continue the line above."""
        if self._above is None or self._open is None:
            return True
        above = self._above.text
        stamp = stamp_at_start(line.text)
        if stamp and continues(stamp, stamp_at_start(self._open.text)):
            stamp = None
        if stamp and not above.endswith((":", ",", "-")):
            if stamp.clock is None:
                return not stamp.rest
            return (
                stamp.date is None
                or above.endswith((".", "!", "?", ")"))
                or len(above) < 0.6 * self._width
            )
        label = _LABEL.match(line.text)
        if label and label_meaning(label["label"]):
            return True
        if above.rpartition(" ")[2].lower() in _JOINING_WORDS:
            return False
        if len(above) < 0.6 * self._width:
            return line.text[:1].isupper() or not line.text[:1].isalnum()
        return (
            above.endswith((".", "!", "?"))
            and len(above) < 0.85 * self._width
            and line.text[:1].isupper()
        )
