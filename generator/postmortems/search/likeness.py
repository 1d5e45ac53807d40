"""Find the incidents that are like an incident or a text.

Two incidents are alike if they have rare terms in common, anywhere in their texts, and more so if
they taught something similar. The candidates are those with the most similar terms. Their score is
the cosine of the terms, weighted by rarity and impact, plus a quarter of the similarity of the most
similar pair of things to improve, lucky circumstances or action items. The impact of a term says
how much it counts in a document; see `Document.impacts`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import product
from math import log, sqrt

from ..model import Corpus, Incident
from ..model.texts import plain
from ..site_map import SiteMap
from .document import IndexedDocument
from .index import LEVELS
from .lesson_texts import ASSUMED, LessonTexts, Topics, Vector, entries, similarity
from .meaning import Meaning, MeaningTexts

MOST_SIMILAR = 5
"""The number of similar incidents that are listed for an incident."""
_LEAST = 0.05
"""The least score of a similar incident; below, two incidents have only common words in common."""
_MOST_TERMS = 64
"""The number of terms of an incident that are compared: those that count most."""
_MOST_CANDIDATES = 10
"""The number of incidents whose lessons are compared: those with the most similar terms."""
_MOST_REASONS = 6
"""The number of terms that are given as the reason of a likeness."""
_LESSON_SHARE = 0.25
"""The weight of the most similar pair of lessons; that of all terms is 1."""
_LEAST_LESSON = 0.35
"""The least similarity of a pair of lessons that is given as a reason."""
_DATE_PART = re.compile(r"\d{1,2}|(?:19|20)\d\d")
"""A day, month, year or hour, which incidents have in common by chance."""


@dataclass(frozen=True)
class Likeness:
    """An incident that is like the one asked about.

    Args:
        id: its id.
        score: how like it is; the higher, the more.
        terms: the terms that both have and that count most.
        lesson: the text of its lesson that is like one of the incident asked about; empty if none.
    """

    id: str
    score: float
    terms: tuple[str, ...]
    lesson: str = ""


class Likenesses:
    """The incidents that are like each incident of a corpus, or like a text.

    Args:
        corpus: the incidents.
        documents: their documents; those of other pages are ignored.
        topics: topics of lessons.
        meaning: a model that compares lessons by meaning too, if there is one.
    """

    def __init__(
        self,
        corpus: Corpus,
        documents: Iterable[IndexedDocument],
        topics: Topics,
        meaning: Meaning | None = None,
    ) -> None:
        self._meaning = meaning
        pages = {SiteMap.incident(incident.id): incident.id for incident in corpus.incidents}
        self._incidents = {incident.id: incident for incident in corpus.incidents}
        self._impacts = {
            pages[indexed.document.page]: indexed.impacts
            for indexed in documents
            if indexed.document.page in pages
        }
        self._counts = Counter(term for own in self._impacts.values() for term in own)
        self._weights = {name: self._heaviest(own) for name, own in self._impacts.items()}
        self._names = list(self._weights)
        self._having: dict[str, list[tuple[int, float]]] = {}
        for number, weights in enumerate(self._weights.values()):
            for term, weight in weights.items():
                self._having.setdefault(term, []).append((number, weight))
        self._lesson_texts = LessonTexts(
            (plain(entry.text) for incident in corpus.incidents for _, entry in entries(incident)),
            topics,
        )
        self._lessons: dict[str, tuple[tuple[Vector, str], ...]] = {}

    def of(self, incident: Incident, limit: int = MOST_SIMILAR) -> tuple[Likeness, ...]:
        """Return the incidents that are most like one of the corpus, the most like first."""
        weights = self._weights.get(incident.id, {})
        scores = [0.0] * len(self._names)
        for term, weight in weights.items():
            for number, other in self._having[term]:
                scores[number] += weight * other
        best = nlargest(max(limit, _MOST_CANDIDATES) + 1, zip(scores, self._names, strict=True))
        totals: list[tuple[float, str, str]] = []
        for score, name in best:
            if score and name != incident.id:
                lessons, text = self._best_pair(incident.id, name)
                total = round(score + _LESSON_SHARE * lessons, 6)
                totals.append((total, name, text if lessons >= _LEAST_LESSON else ""))
        return tuple(
            Likeness(name, total, _reasons(weights, self._weights[name]), lesson)
            for total, name, lesson in nlargest(limit, totals)
            if total >= _LEAST
        )

    def of_text(self, document: IndexedDocument, limit: int = MOST_SIMILAR) -> tuple[Likeness, ...]:
        """Return the incidents that are most like a text, such as an alert, the most like first.

        Their scores only rank the results of one call; those of `of` have another scale.
        """
        weights = self._weighted(document.impacts)
        scores: dict[str, float] = {}
        for name, impacts in self._impacts.items():
            score = sum(
                weight * self._rarity(term) * impacts[term] / LEVELS
                for term, weight in weights.items()
                if term in impacts
            )
            if score:
                scores[name] = round(score, 6)
        best = nlargest(limit, scores, key=lambda name: (scores[name], name))
        return tuple(
            Likeness(name, scores[name], _reasons(weights, self._weighted(self._impacts[name])))
            for name in best
        )

    def _heaviest(self, impacts: Mapping[str, int]) -> dict[str, float]:
        """Return the weights of the heaviest terms of an incident that another incident also has.

        The weights are scaled so that the vector of all its terms has the length 1.
        """
        weights = self._weighted(impacts)
        length = sqrt(sum(weight * weight for weight in weights.values()))
        shared = ((weight, term) for term, weight in weights.items() if self._counts[term] > 1)
        return {term: weight / length for weight, term in nlargest(_MOST_TERMS, shared)}

    def _weighted(self, impacts: Mapping[str, int]) -> dict[str, float]:
        """Return the weight of each term that an incident has."""
        return {
            term: self._rarity(term) * impact / LEVELS
            for term, impact in impacts.items()
            if self._counts[term] and not _DATE_PART.fullmatch(term)
        }

    def _rarity(self, term: str) -> float:
        count = self._counts[term]
        size = len(self._impacts) + ASSUMED
        return log(1 + (size - count + 0.5) / (count + 0.5))

    def _best_pair(self, one: str, other: str) -> tuple[float, str]:
        """Return the similarity of the most similar lessons of two incidents, and the second."""
        lessons, others = self._lessons_of(one), self._lessons_of(other)
        similarities = [
            similarity(own, vector) for (own, _), (vector, _) in product(lessons, others)
        ]
        if self._meaning and others:
            texts = MeaningTexts(self._meaning, [text for _, text in others])
            meanings = [number for _, text in lessons for number in texts.similarities(text)]
            pairs = zip(similarities, meanings, strict=True)
            similarities = [(by_words + by_meaning) / 2 for by_words, by_meaning in pairs]
        texts_of_pairs = [text for _ in lessons for _, text in others]
        return max(zip(similarities, texts_of_pairs, strict=True), default=(0.0, ""))

    def _lessons_of(self, name: str) -> tuple[tuple[Vector, str], ...]:
        """Return the vector of each text about what an incident taught, with the text."""
        if name not in self._lessons:
            texts = [plain(entry.text) for _, entry in entries(self._incidents[name])]
            self._lessons[name] = tuple((self._lesson_texts.vector(text), text) for text in texts)
        return self._lessons[name]


def _reasons(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[str, ...]:
    """Return the terms that count most of those that both vectors have."""
    shares = ((one[term] * other[term], term) for term in one if term in other)
    return tuple(term for _, term in nlargest(_MOST_REASONS, shares))
