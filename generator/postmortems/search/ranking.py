"""Rank documents for a query. The module `search-ranking.js` of the theme does the same.

A document need not have all words. Each word that it has adds its score by BM25; a document with
more of the words, weighted by their rarity, ranks higher (`COVERAGE`). Synonyms, and completions of
a word that is being typed, count half, and at most as if they were as rare as the word itself,
unless no document has the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .index import SearchIndex
from .query import Query
from .synonyms import Terms
from .words import Word, words

ALTERNATIVE = 0.5
"""The weight of a synonym or a completion, compared to the word itself."""
COVERAGE = 0.6
"""The part of a document's score that depends on how many of the words it has."""
MOST_COMPLETIONS = 10
SHORTEST_PREFIX = 3
ENDING = 4
"""The most characters that a word that is being typed has more than a stem."""

Scores = dict[int, float]


@dataclass(frozen=True)
class Hit:
    """A document that a query finds, with its score."""

    document: int
    score: float


def rank(index: SearchIndex, query: Query) -> list[Hit]:
    """Return the documents that a query finds, the best first.

    They have all words of its phrases anywhere; the caller compares the phrases themselves.
    """
    by_word = [_word_scores(index, query, number) for number in range(len(query.words))]
    raised = [dict(scores) for scores in by_word]
    by_expression = []
    for expression in query.expressions:
        own = [query.words[number] for number in expression.words]
        scores = _alternative_scores(index, own, expression.synonyms)
        by_expression.append(scores)
        for document, score in scores.items():
            # Expressions can overlap; a word must not be raised twice.
            if score > sum(raised[number].get(document, 0.0) for number in expression.words):
                for number in expression.words:
                    raised[number][document] = score / len(expression.words)
    total: Scores = {}
    for scores in raised:
        for document, score in scores.items():
            total[document] = total.get(document, 0.0) + score
    coverage = _Coverage(index, query, by_word, by_expression)
    hits = [Hit(document, score * coverage.of(document)) for document, score in total.items()]
    for phrase in query.phrases:
        having = _all_terms(index, [term for word in words(phrase) for term in word.terms])
        hits = [hit for hit in hits if hit.document in having]
    # Of equal scores, the newest first: incidents are added oldest first.
    return sorted(hits, key=lambda hit: (-round(hit.score, 9), -hit.document))


def rarity_of(index: SearchIndex, word: Word) -> float:
    """Return the rarity of the most frequent term of a word; of a single use if it has none."""
    counts = [index.count(term) for term in word.terms if term in index]
    return index.rarity(max(counts, default=1))


def _word_scores(index: SearchIndex, query: Query, number: int) -> Scores:
    """Return the score of a word in each document that has it, or its completion."""
    word = query.words[number]
    scores = _all_terms(index, word.terms)
    if word.joined:
        _raise(scores, _all_terms(index, (word.joined,)))
    if query.is_typed and number == len(query.words) - 1:
        completions = [(term,) for term in completed(index, word)]
        _raise(scores, _alternative_scores(index, [word], completions))
    return scores


def completed(index: SearchIndex, word: Word) -> list[str]:
    """Return the most frequent terms that a word may be the beginning of."""
    if len(word.text) < SHORTEST_PREFIX:
        return []
    longer = [term for term in index.beginning_with(word.text) if term not in word.terms]
    if not longer and not any(term in index for term in word.terms):
        # "connectio" is not the beginning of the stem "connect".
        shorter = (word.text[:-cut] for cut in range(1, ENDING + 1))
        longer = [term for term in shorter if len(term) > SHORTEST_PREFIX and term in index][:1]
    # The sort is stable, so terms with the same count stay in the order of the index.
    return sorted(longer, key=lambda term: -index.count(term))[:MOST_COMPLETIONS]


def _alternative_scores(
    index: SearchIndex, own: Sequence[Word], alternatives: Iterable[Terms]
) -> Scores:
    """Return the best score of the alternatives to words in each document."""
    known = [word for word in own if any(term in index for term in word.terms)]
    limit = sum(rarity_of(index, word) for word in own) if known else float("inf")
    best: Scores = {}
    for terms in alternatives:
        rarity = sum(index.rarity(index.count(term)) for term in terms)
        factor = ALTERNATIVE * min(1.0, limit / rarity)
        scores = _all_terms(index, terms)
        _raise(best, {document: factor * score for document, score in scores.items()})
    return best


def _all_terms(index: SearchIndex, terms: Sequence[str]) -> Scores:
    """Return the sum of the scores of terms in each document that has all of them."""
    result: Scores = dict(index.scores(terms[0]))
    for term in terms[1:]:
        own = dict(index.scores(term))
        result = {number: score + own[number] for number, score in result.items() if number in own}
    return result


def _raise(scores: Scores, others: Scores) -> None:
    """Keep the higher of two scores of each document."""
    for document, score in others.items():
        if score > scores.get(document, 0.0):
            scores[document] = score


class _Coverage:
    """How many of the words of a query each document has."""

    def __init__(
        self,
        index: SearchIndex,
        query: Query,
        by_word: Sequence[Scores],
        by_expression: Sequence[Scores],
    ) -> None:
        self._weights = [rarity_of(index, word) for word in query.words]
        self._by_word, self._by_expression = by_word, by_expression
        self._spans = [expression.words for expression in query.expressions]
        found = {number for number, scores in enumerate(by_word) if scores}
        for span, scores in zip(self._spans, by_expression, strict=True):
            found.update(span if scores else ())
        # A word that no document has does not lower the scores of all.
        self._total = sum(self._weights[number] for number in sorted(found))

    def of(self, document: int) -> float:
        """Return the factor of a document's score, 1 if it has all words."""
        has = {number for number, scores in enumerate(self._by_word) if document in scores}
        for span, scores in zip(self._spans, self._by_expression, strict=True):
            if document in scores:
                has.update(span)
        weight = sum(self._weights[number] for number in sorted(has))
        return 1 - COVERAGE + COVERAGE * weight / self._total
