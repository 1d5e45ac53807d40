"""Whether a text that a document has is among those that an import made."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

_LINK = re.compile(r"!?\[([^][]*)\](?:\([^()]*\)|\[[^][]*\])")
_CLOSE = 88


@dataclass(frozen=True)
class Candidate:
    """A row or an item. `clock` is its time as `HH:MM`, "" if it has none."""

    clock: str
    text: str


def words(text: str) -> str:
    """A text without its Markdown, as words in lower case."""
    return " ".join(re.findall(r"\w+", _LINK.sub(r"\1", text).lower().replace("_", " ")))


def matches(wanted: Candidate, candidates: list[Candidate]) -> bool:
    """Whether a candidate has the time and nearly all words of the wanted text."""
    text = words(wanted.text)
    for candidate in candidates:
        if wanted.clock and candidate.clock and wanted.clock != candidate.clock:
            continue
        other = words(candidate.text)
        if fuzz.ratio(text, other) >= _CLOSE:
            return True
        if len(text) >= 12 and len(other) >= len(text) and fuzz.partial_ratio(text, other) >= 95:
            return True
    return False
