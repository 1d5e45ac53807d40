"""Suggestions for misspelt names, shared by the reader, the checks and the commands."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

MAX_LENGTH = 200
"""Characters of a word that are compared with the candidates; the rest costs time only."""
MIN_SIMILARITY = 60
"""How similar, from 0 to 100, a candidate must be to be suggested."""


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """Return a hint for an unknown name: the most similar candidate, or else `otherwise`."""
    match = process.extractOne(
        word[:MAX_LENGTH],
        list(candidates),
        scorer=fuzz.ratio,
        processor=str.casefold,
        score_cutoff=MIN_SIMILARITY,
    )
    return f"did you mean `{match[0]}`?" if match else otherwise
