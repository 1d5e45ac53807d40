"""Published evidence as rules search it: overlapping passages with their positions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..model import Loc
from ..sensitive import SearchText, Span
from .finding import Finding

SPAN = 16_384
"""The characters of a passage in which a match may start."""
OVERLAP = 2_048
"""The characters before and after the span that a passage includes, for matches across its ends."""

_BEFORE = 40
"""The characters before a value that its message may depend on."""
_REDACT = "run `postmortems evidence add` on the original, which redacts it"


@dataclass(frozen=True)
class Passage:
    """A part of a published evidence file.

    Passages overlap, so that no match is missed at their ends; `counts` is true for a match in
    exactly one passage. `row` is the place of the evidence's row in the incident. `line` and
    `column` are the position of the first character of `text` in the file, from 1. `begin` and
    `end` delimit the span of `text` in which a match may start.
    """

    row: Loc
    file: str
    text: str
    line: int
    column: int
    begin: int
    end: int

    def counts(self, index: int) -> bool:
        """Return whether a match that starts at `index` of `text` belongs to this passage."""
        return self.begin <= index < self.end

    def finding(self, index: int, message: str, hint: str) -> Finding:
        """Return a finding at the file position of `index` in `text`."""
        before = self.text[:index]
        line = self.line + before.count("\n")
        first = self.column if line == self.line else 1
        column = first + len(before.rpartition("\n")[2])
        return Finding(self.row, message, hint, line=line, file=self.file, column=column)


@dataclass(frozen=True)
class PublishedFile:
    """An evidence file that the site offers, with the place of its row in the incident."""

    row: Loc
    file: str
    text: str

    def first_value(
        self, find: Callable[[SearchText], Iterator[Span]], message: Callable[[str, str], str]
    ) -> Iterator[Finding]:
        """Yield a finding for the first personal value of a kind; a log can have thousands.

        Args:
            find: finds the values.
            message: returns the message about a value, given the text before it; empty for a value
                that is not reported.
        """
        for passage in self.passages():
            for start, end, _ in find(SearchText(passage.text)):
                before = passage.text[max(0, start - _BEFORE) : start]
                if passage.counts(start) and (words := message(passage.text[start:end], before)):
                    yield passage.finding(start, words, _REDACT)
                    return

    def passages(self) -> Iterator[Passage]:
        """Split the file's text into overlapping passages."""
        text = self.text
        line, column, start = 1, 1, 0
        for begin in range(0, len(text), SPAN):
            next_start = max(0, begin - OVERLAP)
            skipped = text[start:next_start]
            if breaks := skipped.count("\n"):
                line, column = line + breaks, 1
            column += len(skipped.rpartition("\n")[2])
            start, end = next_start, min(begin + SPAN, len(text))
            part = text[start : end + OVERLAP]
            yield Passage(self.row, self.file, part, line, column, begin - start, end - start)
