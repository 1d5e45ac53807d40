"""Find the incidents that are similar to an incident or a text.

Two incidents are similar if they have rare terms in common, anywhere in their texts, and more so if
they taught something similar. The candidates are those with the most similar terms. Their score is
the cosine of the terms, weighted by rarity and impact, plus 0.35 of the similarity of the most
similar pair of things to improve, lucky circumstances or action items. The impact of a term says
how much it counts in a document; see `Document.impacts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from ..model import Corpus, Incident
from ..model.texts import plain
from ..site_map import SiteMap
from .document import IndexedDocument
from .index import LEVELS
from .lesson_texts import (
    FeatureRarities,
    Having,
    Topics,
    Vector,
    entries,
    having,
    similarities_to,
)
from .meaning import Meaning, MeaningTexts, TokenRarities
from .term_vectors import Candidates, TermVectors, common_terms, cosine

MOST_SIMILAR = 5
"""The number of similar incidents that are listed for an incident."""
_LEAST = 0.04
"""The least score of a similar incident; below, two incidents have only common words in common."""
_LESSON_SHARE = 0.35
"""The weight of the most similar pair of lessons; that of all terms is 1."""
_LEAST_LESSON = 0.35
"""The least similarity of a pair of lessons that is given as a reason."""

TaughtTexts = Mapping[str, tuple[tuple[frozenset[str], str], ...]]
"""The texts about what each incident taught, by its id, each with its terms and topics."""


@dataclass(frozen=True)
class SimilarMatch:
    """An incident that is similar to the one asked about.

    Args:
        id: its id.
        score: how similar it is; the higher, the more.
        terms: the terms that both have and that count most.
        lesson: the text of its lesson that is similar to one of the other incident; empty if none.
    """

    id: str
    score: float
    terms: tuple[str, ...]
    lesson: str = ""


def taught_texts(incident: Incident, topics: Topics) -> tuple[tuple[frozenset[str], str], ...]:
    """Return the texts about what an incident taught, each with its terms and topics."""
    texts = (plain(entry.text) for _, entry in entries(incident))
    return tuple((topics.features(text), text) for text in texts)


class SimilarityIndex:
    """The incidents that are similar to each incident of a corpus, or to a text.

    Args:
        vectors: the terms of the incidents.
        taught: the texts about what they taught.
        meaning: a model that compares lessons by meaning too, if there is one.
    """

    def __init__(
        self, vectors: TermVectors, taught: TaughtTexts, meaning: Meaning | None = None
    ) -> None:
        self.vectors = vectors
        self.taught = taught
        self.rarities = FeatureRarities(
            features for texts in taught.values() for features, _ in texts
        )
        self._meaning = meaning
        self._token_rarities: TokenRarities | None = None
        self._lesson_vectors: dict[str, tuple[Vector, ...]] = {}
        self._having: dict[str, Having] = {}

    @classmethod
    def between(
        cls,
        corpus: Corpus,
        documents: Iterable[IndexedDocument],
        topics: Topics,
        meaning: Meaning | None = None,
    ) -> SimilarityIndex:
        """Return the similarity of a corpus.

        Args:
            corpus: the incidents.
            documents: their documents; those of other pages are ignored.
            topics: topics of lessons.
            meaning: a model that compares lessons by meaning too, if there is one.
        """
        pages = {SiteMap.incident(incident.id): incident.id for incident in corpus.incidents}
        impacts = {
            pages[indexed.document.page]: indexed.impacts
            for indexed in documents
            if indexed.document.page in pages
        }
        taught = {incident.id: taught_texts(incident, topics) for incident in corpus.incidents}
        return cls(TermVectors.of(impacts), taught, meaning)

    def of(self, incident: Incident, limit: int = MOST_SIMILAR) -> tuple[SimilarMatch, ...]:
        """Return the incidents most similar to one of the corpus, the most similar first."""
        return self.best(incident.id, self.vectors.candidates(incident.id), limit)

    def best(
        self, name: str, candidates: Candidates, limit: int = MOST_SIMILAR
    ) -> tuple[SimilarMatch, ...]:
        """Return those of the candidates that are most similar to an incident, with the reasons."""
        totals: list[tuple[float, str, str]] = []
        for score, other in candidates:
            lessons, text = self._best_pair(name, other)
            total = round(cosine(score) + _LESSON_SHARE * lessons, 6)
            totals.append((total, other, text if lessons >= _LEAST_LESSON else ""))
        return tuple(
            SimilarMatch(other, total, self.vectors.reasons(name, other), lesson)
            for total, other, lesson in nlargest(limit, totals)
            if total >= _LEAST
        )

    def of_text(
        self, document: IndexedDocument, limit: int = MOST_SIMILAR
    ) -> tuple[SimilarMatch, ...]:
        """Return the incidents most similar to a text such as an alert, the most similar first.

        Their scores only rank the results of one call; those of `of` have another scale.
        """
        vectors = self.vectors
        weights = vectors.weighted(document.impacts)
        scores: dict[str, float] = {}
        for name, impacts in vectors.impacts.items():
            score = sum(
                weight * vectors.rarity_of(term) * impacts[term] / LEVELS
                for term, weight in weights.items()
                if term in impacts
            )
            if score:
                scores[name] = round(score, 6)
        best = nlargest(limit, scores, key=lambda name: (scores[name], name))
        return tuple(
            SimilarMatch(
                name, scores[name], common_terms(weights, vectors.weighted(vectors.impacts[name]))
            )
            for name in best
        )

    def _best_pair(self, one: str, other: str) -> tuple[float, str]:
        """Return the similarity of the most similar lessons of two incidents, and the second."""
        vectors, having = self._vectors_of(one), self._having_of(other)
        texts = [text for _, text in self.taught[other]]
        similarities = [n for own in vectors for n in similarities_to(own, having, len(texts))]
        if self._meaning and texts:
            if not self._token_rarities:
                every = [text for own in self.taught.values() for _, text in own]
                self._token_rarities = TokenRarities(self._meaning, every)
            meanings = MeaningTexts(self._meaning, texts, self._token_rarities)
            by_meaning = [n for _, text in self.taught[one] for n in meanings.similarities(text)]
            pairs = zip(similarities, by_meaning, strict=True)
            similarities = [(words + meaning) / 2 for words, meaning in pairs]
        texts_of_pairs = [text for _ in vectors for text in texts]
        return max(zip(similarities, texts_of_pairs, strict=True), default=(0.0, ""))

    def _vectors_of(self, name: str) -> tuple[Vector, ...]:
        """Return the vector of each text about what an incident taught."""
        if name not in self._lesson_vectors:
            features = (features for features, _ in self.taught[name])
            self._lesson_vectors[name] = tuple(map(self.rarities.vector, features))
        return self._lesson_vectors[name]

    def _having_of(self, name: str) -> Having:
        """Return the texts about what an incident taught that have each feature."""
        if name not in self._having:
            self._having[name] = having(self._vectors_of(name))
        return self._having[name]
