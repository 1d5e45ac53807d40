"""Compare short texts about lessons: action items, things to improve, statements of the catalogue.

Two such texts rarely have words in common. So each topic of which a text has a word counts like a
term that the text has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt

from ..model import ActionItem, Incident, Loc, Takeaway
from .rarity import rarity
from .words import terms

_URL = re.compile(r"https?://\S+")
_FEW = 2
"""The number of common features with which a similarity is half the cosine."""

Vector = dict[str, float]
"""The weight of each term and topic of a text; the sum of the squares is 1."""
Having = Mapping[str, Sequence[tuple[int, float]]]
"""The places of the texts that have each term and topic, and their weights of it."""


def entries(incident: Incident) -> Iterator[tuple[Loc, Takeaway | ActionItem]]:
    """Yield what an incident taught and its action items, each with its place in the incident."""
    for key in ("improve", "got_lucky", "action_items"):
        for index, entry in enumerate(getattr(incident.lessons, key)):
            yield ("lessons", key, index), entry


class Topics:
    """Topics, by the terms of the words that are used about them.

    Args:
        groups: the words of each topic.
    """

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._by_term: dict[str, set[str]] = {}
        for number, group in enumerate(groups):
            for word in group:
                for term in terms(word):
                    self._by_term.setdefault(term, set()).add(f"topic {number}")

    def features(self, text: str) -> frozenset[str]:
        """Return the terms of a text, without its URLs, and the topics of which it has a word."""
        own = frozenset(terms(_URL.sub(" ", text)))
        return own.union(*(self._by_term.get(term, ()) for term in own))


class LessonTexts:
    """Compares texts by their terms and topics, of which the rare ones count most.

    Args:
        texts: the texts in which the features are counted.
        topics: the topics.
    """

    def __init__(self, texts: Iterable[str], topics: Topics) -> None:
        self._topics = topics
        self._rarities = FeatureRarities(map(topics.features, texts))

    def vector(self, text: str) -> Vector:
        """Return the vector of a text, which need not be one of those that were counted."""
        return self._rarities.vector(self._topics.features(text))


class FeatureRarities:
    """The rarity of terms and topics in texts.

    Args:
        texts: the features of each text.
    """

    def __init__(self, texts: Iterable[frozenset[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._size = 0
        for features in texts:
            self._counts.update(features)
            self._size += 1

    def vector(self, features: Iterable[str]) -> Vector:
        """Return the vector of the features of a text."""
        # Sorted, so that sums of rounded numbers are the same in each process.
        weights = {feature: self.of(feature) for feature in sorted(features)}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {feature: weight / length for feature, weight in weights.items()}

    def of(self, feature: str) -> float:
        """Return the rarity of a feature."""
        return rarity(self._counts[feature], self._size)

    def differing(self, other: FeatureRarities) -> set[str]:
        """Return the features whose rarity is not the same in other texts."""
        features = self._counts.keys() | other._counts.keys()
        return {feature for feature in features if self.of(feature) != other.of(feature)}


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors, 0 to 1, lowered if they have only few features in common.

    Else two action items such as `Write it up` would be as similar as two long ones.
    """
    if len(other) < len(one):
        one, other = other, one
    products = [weight * other[feature] for feature, weight in one.items() if feature in other]
    return _lowered(sum(products), len(products))


def _lowered(cosine: float, common: int) -> float:
    return cosine * common / (common + _FEW)


def having(vectors: Sequence[Vector]) -> Having:
    """Return the places of the vectors that have each feature, and their weights of it."""
    places: dict[str, list[tuple[int, float]]] = {}
    for place, vector in enumerate(vectors):
        for feature, weight in vector.items():
            places.setdefault(feature, []).append((place, weight))
    return places


def similarities_to(vector: Vector, others: Having, size: int) -> list[float]:
    """Return the similarity of a vector to each of `size` others.

    It is that of `similarity`, computed faster for several vectors.
    """
    cosines, common = [0.0] * size, [0] * size
    for feature, weight in vector.items():
        for place, other in others.get(feature, ()):
            cosines[place] += weight * other
            common[place] += 1
    return list(map(_lowered, cosines, common))


def is_topic(feature: str) -> bool:
    """Return whether a feature is a topic, rather than a term."""
    return " " in feature


def common_features(one: Vector, other: Vector) -> list[str]:
    """Return the features of both vectors, those that count most first."""
    shares = {feature: one[feature] * other[feature] for feature in one if feature in other}
    return sorted(shares, key=lambda feature: (-shares[feature], feature))
