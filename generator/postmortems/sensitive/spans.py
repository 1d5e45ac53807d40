"""A text to search for sensitive values, and the places of such values in it."""

import re
from collections.abc import Iterator
from functools import cached_property
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

_ESCAPE = re.compile(r"\\(?<!\\\\)\\*+(?:[\"'/nrtbf]|u00[0-9A-Fa-f]{2})")
_QUOTES = {"u0022": '"', "u0027": "'"}
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


class Span(NamedTuple):
    """The place of a sensitive value in a text, and what is the same for equal values."""

    start: int
    end: int
    value: str


class SearchText:
    """A text as finders search it.

    `original` is the text. `text` has the same length; escapes of JSON strings in it are replaced,
    since the `n` of an escaped line break is no part of the word after it: quotes and slashes by
    themselves, other escapes by spaces.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = _ESCAPE.sub(_unescaped, original) if "\\" in original else original

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, with the same length."""
        lowered = self.text.lower()
        return lowered if len(lowered) == len(self.text) else self.text.translate(_LOWER)

    def positions(self, *words: str) -> list[int]:
        """Return where the words occur, in lower case, in ascending order."""
        lowered, starts = self.lowered, set()
        for word in words:
            index = lowered.find(word)
            while index >= 0:
                starts.add(index)
                index = lowered.find(word, index + 1)
        return sorted(starts)

    def lines_with(self, *words: str) -> Iterator[tuple[int, int]]:
        """Yield the start and the end of each line that has one of the words, in lower case."""
        lowered, lines = self.lowered, {}
        for word in words:
            index = lowered.find(word)
            while index >= 0:
                start, end = lowered.rfind("\n", 0, index) + 1, lowered.find("\n", index)
                lines[start] = end = len(lowered) if end < 0 else end
                index = lowered.find(word, end)
        yield from sorted(lines.items())

    def matches(self, pattern: re.Pattern[str], *words: str) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern in the lines that have one of the words."""
        for start, end in self.lines_with(*words):
            yield from pattern.finditer(self.text, start, end)


def _unescaped(match: re.Match[str]) -> str:
    sign = match[0].lstrip("\\")
    return (sign if sign in "\"'/" else _QUOTES.get(sign, " ")) * len(match[0])
