"""Fenced code within Markdown: one scanner for all who must know what is code and what is not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A backtick fence has no backtick in what follows it; else it is code within a line.
_OPENING = re.compile(r"^(?P<lead>[ \t>]*)(?P<mark>`{3,}(?=[^`]*$)|~{3,})[ \t]*(?P<info>[^\n]*)$")
_LANGUAGE = re.compile(r"[\w+#.-]+")


@dataclass(frozen=True)
class Fence:
    """A fenced block. `line` is that of its first row in the text, from 1."""

    lead: str
    mark: str
    language: str
    rows: tuple[str, ...]
    line: int

    @property
    def opening(self) -> str:
        """The line that opens it, with no more than a language that every parser takes."""
        return f"{self.lead}{self.mark}{self.language}"

    @property
    def closing(self) -> str:
        """The line that closes it."""
        return f"{self.lead}{self.mark}"

    @property
    def lines(self) -> list[str]:
        """All of its lines."""
        return [self.opening, *self.rows, self.closing]

    @property
    def source(self) -> str:
        """What is in it, without the indentation of the fence."""
        return "".join(f"{row.removeprefix(self.lead)}\n" for row in self.rows)


def blocks(markdown: str) -> Iterator[Fence | str]:
    """The fenced blocks of a text, and its other lines one by one.

    A fence ends with its mark, with a line that is less indented than it is, or with the text.
    """
    rows = markdown.split("\n")
    at = 0
    while at < len(rows):
        found = _OPENING.match(rows[at])
        if not found:
            yield rows[at]
            at += 1
            continue
        lead, mark = found["lead"], found["mark"]
        language = _LANGUAGE.match(found["info"])
        start = at = at + 1
        closed = False
        while at < len(rows) and not closed:
            row = rows[at]
            if row.strip() and not row.startswith(lead):
                break
            inner = row.removeprefix(lead).strip()
            closed = len(inner) >= len(mark) and not inner.strip(mark[0])
            at += 1
        body = tuple(rows[start : at - 1 if closed else at])
        yield Fence(lead, mark, language[0] if language else "", body, start + 1)


def fences(markdown: str) -> Iterator[Fence]:
    """The mermaid fences of a text, in order."""
    for block in blocks(markdown):
        if isinstance(block, Fence) and block.language == "mermaid":
            yield block
