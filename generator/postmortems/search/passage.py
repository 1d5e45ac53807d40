"""Choose the sentence of a document that a result quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.texts import sentences
from .document import Document, shown_parts
from .index import SearchIndex
from .query import Query
from .ranking import ALTERNATIVE, completed
from .words import chunks, index_terms

_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True)
class Passage:
    """A sentence that has words of a query, and the section that it is from."""

    anchor: str
    heading: str
    sentence: str


def searched_terms(index: SearchIndex, query: Query) -> dict[str, float]:
    """Return the weight of each term that a query searches for."""
    weights: dict[str, float] = {}

    def add(terms: tuple[str, ...] | list[str], factor: float) -> None:
        for term in terms:
            if term in index:
                weight = factor * index.rarity(index.count(term))
                weights[term] = max(weight, weights.get(term, 0.0))

    for word in query.words:
        add((*word.terms, word.joined), 1.0)
    for expression in query.expressions:
        for terms in expression.synonyms:
            add(terms, ALTERNATIVE)
    if query.is_typed:
        add(completed(index, query.words[-1]), ALTERNATIVE)
    return weights


def best_passage(record: Mapping[str, Any], weights: Mapping[str, float]) -> Passage | None:
    """Return the sentence with the rarest of the searched terms, or None if none has any."""
    best, most = None, 0.0
    for anchor, heading, text in shown_parts(record):
        if text == record["title"]:
            continue
        for sentence in sentences(text):
            terms = {term for chunk in chunks(sentence) for term in index_terms(chunk)}
            score = sum(weights[term] for term in weights if term in terms)
            if score > most:
                best, most = Passage(anchor, heading, sentence), score
    return best


def spelled(document: Document, terms: Collection[str]) -> dict[str, str]:
    """Return a word with each term as a document spells it, in lower case; one of its names last.

    A term that the document does not have is missing.
    """
    parts = sorted(document.parts, key=lambda part: not part.is_shown)
    return words_with(terms, (text for part in parts for text in part.texts))


def words_with(terms: Collection[str], texts: Iterable[str]) -> dict[str, str]:
    """Return the first word of texts that has each term, in lower case and without `'s`."""
    words: dict[str, str] = {}
    missing = set(terms)
    for text in texts:
        for chunk in chunks(text):
            for term in missing.intersection(index_terms(chunk)):
                words[term] = _POSSESSIVE.sub("", chunk.lower())
                missing.remove(term)
        if not missing:
            break
    return words
