"""Values of catalogues word for word, before and after."""

import unicodedata
from itertools import takewhile
from typing import Any

from ...render import words
from ...render.markdown import line

LONG = 300
"""The number of characters above which only the differing part of a text is quoted."""
AROUND = 60
"""The number of characters quoted before and after the differing part."""
MOST_CHARACTERS = 3_000
"""The most characters of one value that are quoted."""


def change_of(old: Any, new: Any, default: Any = None) -> str:
    """Return a value as it was and as it is, word for word.

    Args:
        old: the value before; None where there was none.
        new: the value after; None where there is none.
        default: the text for a missing value.
    """
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > LONG:
        old, new = _differing(old, new)
    before, after = value(old, default), value(new, default)
    note = ""
    if _visible(before) == _visible(after):
        note = " (they differ only in whitespace or invisible characters)"
    return f"{before} → {after}{note}"


def value(content: Any, default: Any = None) -> str:
    """Return a value for a reader: texts in quotation marks, lists with commas."""
    if content is None:
        return f"not set (by default {value(default)})" if default is not None else "not set"
    if isinstance(content, tuple):
        return ", ".join(value(part) for part in content)
    text = words.say(content)
    rest = len(text) - MOST_CHARACTERS
    more = f" and {words.count(rest, 'more character')}" if rest > 0 else ""
    return f"“{line(text[:MOST_CHARACTERS])}”{more}"


def _differing(old: str, new: str) -> tuple[str, str]:
    """Return two texts without what they have in common at their beginnings and ends."""
    start = _same(old, new)
    end = min(_same(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    start, end = max(0, start - AROUND), max(0, end - AROUND)
    return _part(old, start, end), _part(new, start, end)


def _same(one: str, other: str) -> int:
    """Return how many characters are the same from the beginning."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _part(text: str, start: int, end: int) -> str:
    middle = text[start : len(text) - end]
    return f"{'… ' if start else ''}{middle}{' …' if end else ''}"


def _visible(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Cf")
