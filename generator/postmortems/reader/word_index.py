"""Where words stand in a file, looked for once however often they are asked for."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

MOST = 1_000
"""Different words that are looked for in a part of a text; each costs a walk over it."""


@dataclass
class WordPlaces:
    """The places of words within a text."""

    text: str
    _starts: dict[tuple[int, int], dict[str, list[int]]] = field(default_factory=dict)
    """Where words begin, by the part of the text they were looked for in."""

    def start(self, word: str, occurrence: int, start: int, end: int) -> int | None:
        """Return where a word begins within a part of the text.

        Args:
            word: what to look for, its spaces standing for any space or line end.
            occurrence: how many of the same come before it in that part.
            start: where the part begins.
            end: where it ends.

        Returns:
            the offset from the beginning of the whole text; None where the word is not found, or
            where it is of too many different ones.
        """
        known = self._starts.setdefault((start, end), {})
        if word not in known:
            if len(known) >= MOST:
                return None
            spaced = re.compile(r"\s+".join(map(re.escape, word.split())))
            known[word] = [found.start() for found in spaced.finditer(self.text, start, end)]
        return known[word][occurrence] if occurrence < len(known[word]) else None

    def line_and_column(self, at: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 1."""
        line = bisect_left(self._line_ends, at)
        return line + 1, at - (self._line_ends[line - 1] if line else -1)

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]
