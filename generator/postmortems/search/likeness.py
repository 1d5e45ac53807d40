"""Find the documents that are like a document, by the terms that both have.

A document is like another if both have rare terms with high impacts: the sum, over their common
terms, of the squared rarity times both impacts. It is BM25 with the whole document as the query.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from .index import LEVELS, SearchIndex

MOST_REASONS = 6
"""The number of terms that are given as the reason of a likeness."""


@dataclass(frozen=True)
class Likeness:
    """A document that is like the one asked about.

    Args:
        number: its number in the index.
        score: how like it is: the higher, the more.
        reasons: the terms that both have and that count most.
    """

    number: int
    score: float
    reasons: tuple[str, ...]


def alike(
    index: SearchIndex, impacts: Mapping[str, int], among: Container[int], limit: int
) -> list[Likeness]:
    """Return the documents that are most like a document, the most like first.

    Args:
        index: the index.
        impacts: the impact of each term of the document, which need not be in the index.
        among: the numbers of the documents that can be returned.
        limit: the number of documents to return.
    """
    scores: dict[int, float] = {}
    for term, impact in impacts.items():
        factor = _factor(index, term, impact)
        if postings := index.postings.get(term):
            for number, other in zip(postings.documents, postings.impacts, strict=True):
                scores[number] = scores.get(number, 0.0) + factor * other
    # Of equal scores, the newest first: incidents are added oldest first.
    best = sorted(
        (number for number in scores if number in among),
        key=lambda number: (-round(scores[number], 9), -number),
    )
    return [
        Likeness(number, scores[number], _reasons(index, impacts, number))
        for number in best[:limit]
    ]


def _factor(index: SearchIndex, term: str, impact: int) -> float:
    rarity = index.rarity(index.count(term))
    return rarity * rarity * impact / LEVELS / LEVELS


def _reasons(index: SearchIndex, impacts: Mapping[str, int], number: int) -> tuple[str, ...]:
    """Return the terms that count most in the likeness of a document in the index."""
    shares: dict[str, float] = {}
    for term, impact in impacts.items():
        if other := index.impact(term, number):
            shares[term] = _factor(index, term, impact) * other
    return tuple(sorted(shares, key=lambda term: -shares[term])[:MOST_REASONS])
