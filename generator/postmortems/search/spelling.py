"""Correct a word of a query that no document has, by the terms of the index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from .index import SearchIndex, utf16
from .query import Query, with_terms
from .ranking import ENDING, completed
from .synonyms import Synonyms
from .words import Word, stem

SHORTEST = 5
"""The characters from which the stem of a word is corrected."""
_LONG = 8
"""The characters from which two mistakes are corrected."""
_BEGINNING = 6
"""The characters of a stem that is compared to the beginning of a word."""


@dataclass(frozen=True)
class Spelling:
    """A query with its misspelled words corrected.

    Args:
        query: the query to search for.
        corrections: the term in place of each corrected word.
        unknown: the words that were not corrected and that nothing matches.
    """

    query: Query
    corrections: dict[Word, str]
    unknown: tuple[str, ...]


def corrected(index: SearchIndex, query: Query, synonyms: Synonyms) -> Spelling:
    """Return a query with its unknown words corrected."""
    corrections: dict[Word, str] = {}
    for number in unknown_words(index, query):
        word = query.words[number]
        if term := nearest(word.text, vocabulary(index, word.text, synonyms)):
            corrections[word] = term
    if corrections:
        query = with_terms(query, corrections, synonyms)
    unknown = tuple(query.words[number].text for number in unknown_words(index, query))
    return Spelling(query, corrections, unknown)


def unknown_words(index: SearchIndex, query: Query) -> list[int]:
    """Return the numbers of the words that nothing in the index matches, not even a synonym."""
    has_synonym = {
        number
        for expression in query.expressions
        if any(all(term in index for term in terms) for terms in expression.synonyms)
        for number in expression.words
    }
    last = len(query.words) - 1
    return [
        number
        for number, word in enumerate(query.words)
        if number not in has_synonym
        and not _is_known(index, word)
        and not (query.is_typed and number == last and completed(index, word))
    ]


def _is_known(index: SearchIndex, word: Word) -> bool:
    return any(term in index for term in (*word.terms, word.joined))


def vocabulary(index: SearchIndex, text: str, synonyms: Synonyms) -> list[str]:
    """Return the terms that a word may be meant to be, the likeliest first.

    They begin with its first letter, or with its second, in case the two were swapped.
    """
    terms: list[str] = []
    for letter in dict.fromkeys(text[:2]):
        own = filter(is_spelled, index.beginning_with(letter))
        terms += sorted(own, key=lambda term: (-index.count(term), utf16(term)))
        terms += [term for term in synonyms.terms if term.startswith(letter)]
    return terms


def is_spelled(term: str) -> bool:
    """Return whether a term is a word that a reader may misspell: letters only, and not short."""
    return len(term) >= SHORTEST - 1 and term.isascii() and term.isalpha()


def nearest(text: str, vocabulary: Iterable[str]) -> str | None:
    """Return the first of the nearest terms of a vocabulary, or None if none is near."""
    wanted, best = stem(text), None
    if len(wanted) < SHORTEST or not text.isalpha():
        return None
    most = 1 if len(wanted) < _LONG else 2
    for term in vocabulary:
        distance = OSA.distance(wanted, term, score_cutoff=most)
        if distance and len(term) >= _BEGINNING and len(term) < len(text) <= len(term) + ENDING:
            # A mistake near the end of a word changes its stem.
            beginning = OSA.distance(text[: len(term)], term, score_cutoff=most)
            distance = min(distance, 1 + beginning)
        if distance == 0:
            return None  # a word that has synonyms, but that no document has
        if distance <= most:
            best, most = term, distance - 1
    return best
