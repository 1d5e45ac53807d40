"""Parse what a reader types into the words and expressions that documents are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .synonyms import Synonyms, Terms
from .words import Word, words

_PHRASE = re.compile(r'"([^"]+)"')
_TYPED = re.compile(r"[^\W_]$")


@dataclass(frozen=True)
class Expression:
    """Words of a query that belong together, and what means the same.

    Args:
        words: the numbers of the words.
        synonyms: the terms of each synonym.
    """

    words: tuple[int, ...]
    synonyms: tuple[Terms, ...]


@dataclass(frozen=True)
class Query:
    """A query.

    Args:
        everything: all its words, also the stop words.
        words: its words without stop words.
        expressions: the words or groups of words that have synonyms.
        phrases: the phrases in quotation marks, which a document must contain.
        is_typed: whether its last word may be the beginning of a word.
    """

    everything: tuple[Word, ...]
    words: tuple[Word, ...]
    expressions: tuple[Expression, ...]
    phrases: tuple[str, ...] = ()
    is_typed: bool = False


def parse(text: str, synonyms: Synonyms) -> Query:
    """Parse a query."""
    phrases = tuple(phrase for phrase in _PHRASE.findall(text) if _has_terms(phrase))
    is_typed = bool(_TYPED.search(text))
    return _query(tuple(words(text)), synonyms, phrases, is_typed=is_typed)


def _has_terms(phrase: str) -> bool:
    """Return whether a phrase has a word that is not a stop word."""
    return any(word.terms for word in words(phrase))


def with_terms(query: Query, terms: Mapping[Word, str], synonyms: Synonyms) -> Query:
    """Return a query with another term for some of its words."""
    everything = tuple(
        Word(word.text, (terms[word],)) if word in terms else word for word in query.everything
    )
    return _query(everything, synonyms, query.phrases, is_typed=query.is_typed)


def _query(
    everything: tuple[Word, ...], synonyms: Synonyms, phrases: tuple[str, ...], *, is_typed: bool
) -> Query:
    kept = tuple(word for word in everything if word.terms)
    return Query(
        everything,
        kept,
        tuple(_expressions(everything, synonyms)),
        phrases,
        is_typed and bool(kept) and bool(everything[-1].terms),
    )


def _expressions(everything: Sequence[Word], synonyms: Synonyms) -> Iterator[Expression]:
    """Yield the expressions of a query that have synonyms, without those that it contains."""
    places = [place for place, word in enumerate(everything) if word.terms]
    numbers = {place: number for number, place in enumerate(places)}
    own = {term for word in everything for term in word.terms}
    by_span: dict[tuple[int, ...], dict[Terms, None]] = {}
    for start, length, others in synonyms.found(everything):
        span = tuple(numbers[place] for place in range(start, start + length) if place in numbers)
        new = dict.fromkeys(terms for terms in others if not own.issuperset(terms))
        if span and new:
            by_span.setdefault(span, {}).update(new)
    for span, alternatives in by_span.items():
        yield Expression(span, tuple(alternatives))
