"""An index of the positions of words in a text, so that each word is searched only once."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

MAX_WORDS = 1_000
"""Different words that are searched in a part of a text; each search reads the whole part."""


@dataclass
class WordPlaces:
    """The positions of words within a text."""

    text: str
    _starts: dict[tuple[int, int], dict[str, list[int]]] = field(default_factory=dict)
    """The offsets of each word, by the part of the text that was searched."""

    def start(self, word: str, occurrence: int, start: int, end: int) -> int | None:
        """Return the offset of a word within a part of the text.

        Args:
            word: the word or phrase; its spaces match any whitespace.
            occurrence: 0 for the first occurrence in that part, 1 for the second, and so on.
            start: the offset where the part begins.
            end: the offset where the part ends.

        Returns:
            the offset from the beginning of the whole text; None if there is no such occurrence, or
            if `MAX_WORDS` other words were searched in that part.
        """
        offsets = self._starts.setdefault((start, end), {})
        if word not in offsets:
            if len(offsets) >= MAX_WORDS:
                return None
            pattern = re.compile(r"\s+".join(map(re.escape, word.split())))
            matches = pattern.finditer(self.text, start, end)
            offsets[word] = [match.start() for match in matches]
        return offsets[word][occurrence] if occurrence < len(offsets[word]) else None

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 1."""
        line = bisect_left(self._line_ends, offset)
        return line + 1, offset - (self._line_ends[line - 1] if line else -1)

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]
