"""Fenced code in Markdown: the scanner for all code that must tell code from text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A backtick fence has no backtick in its info string; otherwise it is inline code.
_OPENING = re.compile(r"^(?P<lead>[ \t>]*)(?P<mark>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?P<info>[^\n]*)$")
_LANGUAGE = re.compile(r"[\w+#.-]+")


@dataclass(frozen=True)
class Fence:
    """A fenced block. `line` is the line of its first row in the text, from 1."""

    lead: str
    mark: str
    language: str
    rows: tuple[str, ...]
    line: int

    @property
    def opening(self) -> str:
        """The opening line, reduced to a language that every parser accepts."""
        return f"{self.lead}{self.mark}{self.language}"

    @property
    def closing(self) -> str:
        """The closing line."""
        return f"{self.lead}{self.mark}"

    @property
    def lines(self) -> list[str]:
        """All lines of the block."""
        return [self.opening, *self.rows, self.closing]

    @property
    def source(self) -> str:
        """The content, without the indentation of the fence."""
        return "".join(f"{row.removeprefix(self.lead)}\n" for row in self.rows)


def blocks(markdown: str) -> Iterator[Fence | str]:
    """Yield the fenced blocks of a text, and each of its other lines.

    A fence ends at its closing mark, before a less indented line, or at the end of the text.
    """
    rows = markdown.split("\n")
    index = 0
    while index < len(rows):
        opening = _OPENING.match(rows[index])
        if not opening:
            yield rows[index]
            index += 1
            continue
        lead, mark = opening["lead"], opening["mark"]
        language = _LANGUAGE.match(opening["info"])
        start = index = index + 1
        closed = False
        while index < len(rows) and not closed:
            row = rows[index]
            if row.strip() and not row.startswith(lead):
                break
            inner = row.removeprefix(lead).strip()
            closed = len(inner) >= len(mark) and not inner.strip(mark[0])
            index += 1
        body = tuple(rows[start : index - 1 if closed else index])
        yield Fence(lead, mark, language[0] if language else "", body, start + 1)


def fences(markdown: str) -> Iterator[Fence]:
    """Yield the mermaid fences of a text, in order."""
    for block in blocks(markdown):
        if isinstance(block, Fence) and block.language == "mermaid":
            yield block
