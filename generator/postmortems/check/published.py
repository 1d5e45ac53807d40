"""Evidence that an incident publishes, as rules search it: stretches of text with their places."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Loc
from .finding import Finding

SPAN = 16_384
"""The characters of a passage in which a match may begin."""
OVERLAP = 2_048
"""The characters that a passage has before and after those, for what goes beyond."""


@dataclass(frozen=True)
class Passage:
    """A stretch of a published file of evidence.

    The passages of a file overlap, so that nothing is missed at their ends; a match `counts` in the
    one passage that it belongs to. `row` is the place of the evidence's row in the incident, `line`
    and `column` are those of the first character of `text` in the file, from 1.
    """

    row: Loc
    file: str
    text: str
    line: int
    column: int
    begin: int
    end: int

    def counts(self, at: int) -> bool:
        """Return whether a match that begins at this index of `text` is reported here."""
        return self.begin <= at < self.end

    def finding(self, at: int, message: str, hint: str) -> Finding:
        """Return the finding of what begins at an index of `text`."""
        before = self.text[:at]
        line = self.line + before.count("\n")
        first = self.column if line == self.line else 1
        column = first + len(before.rpartition("\n")[2])
        return Finding(self.row, message, hint, line=line, file=self.file, column=column)


@dataclass(frozen=True)
class PublishedFile:
    """A file of evidence that the site offers, and its row in the incident."""

    row: Loc
    file: str
    text: str

    def passages(self) -> Iterator[Passage]:
        """Yield the file's text in passages that overlap."""
        text = self.text
        line, column, start = 1, 1, 0
        for begin in range(0, len(text), SPAN):
            next_start = max(0, begin - OVERLAP)
            skipped = text[start:next_start]
            if breaks := skipped.count("\n"):
                line, column = line + breaks, 1
            column += len(skipped.rpartition("\n")[2])
            start, end = next_start, min(begin + SPAN, len(text))
            stretch = text[start : end + OVERLAP]
            yield Passage(self.row, self.file, stretch, line, column, begin - start, end - start)
