"""Parts of an HTML document while it is read: tables, lists and inline text."""

import re

from .tree import Block, Row


class HtmlTable:
    """A table whose end is not read yet."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._rows: list[tuple[int, list[str]]] = []
        self.is_open = False

    def open_row(self) -> None:
        """Begin a row."""
        self._rows.append((self.line, []))
        self.is_open = False

    def open_cell(self, line: int) -> None:
        """Begin a cell."""
        if not self._rows:
            self.open_row()
        first, cells = self._rows[-1]
        self._rows[-1] = (first if cells else line, [*cells, ""])
        self.is_open = True

    def close_cell(self) -> None:
        """End a cell."""
        self.is_open = False

    def write(self, text: str) -> None:
        """Add text to the open cell."""
        cells = self._rows[-1][1]
        cells[-1] = " ".join(f"{cells[-1]} {text}".split())

    def rows(self) -> list[Row]:
        """Return the rows that have cells."""
        return [Row(tuple(cells), line) for line, cells in self._rows if any(cells)]


def continues(block: Block, number: int | None) -> bool:
    """Return whether a list goes on in another element, as in exports of Notion."""
    if block.number is None or number is None:
        return block.number == number
    return number == block.number + len(block.children)


def joined(parts: list[str]) -> str:
    """Return the parts of a text as Markdown, without emphasis of nothing and spaces in marks."""
    text = "".join(parts).replace("\xa0", " ")
    text = re.sub(r"(\*\*|(?<!\*)\*(?!\*)|~~|`)(\s*)\1", r"\2", text)
    text = re.sub(r"\*\*(\s*)([^*\n]+?)(\s*)\*\*", r"\1**\2**\3", text)
    text = re.sub(r"\[\s*\]\([^()]*\)", "", text)
    return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))
