"""Compare short texts about lessons: action items, things to improve, statements of the catalogue.

Two such texts rarely have words in common. So each topic of which a text has a word counts like a
term that the text has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log, sqrt

from ..model import ActionItem, Incident, Loc, Takeaway
from .words import terms

_URL = re.compile(r"https?://\S+")
_FEW = 2
"""The number of common features with which a similarity is half the cosine."""

ASSUMED = 20
"""The number of texts, with none of the features, that are assumed besides those that were counted.
Without them no feature that two texts have would be rare among few."""

Vector = dict[str, float]
"""The weight of each term and topic of a text; the sum of the squares is 1."""


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
        self._counts: Counter[str] = Counter()
        self._size = 0
        for text in texts:
            self._counts.update(topics.features(text))
            self._size += 1

    def vector(self, text: str) -> Vector:
        """Return the vector of a text, which need not be one of those that were counted."""
        weights = {feature: self._rarity(feature) for feature in self._topics.features(text)}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        # Sorted, so that sums of rounded numbers are the same in each process.
        return {feature: weights[feature] / length for feature in sorted(weights)}

    def _rarity(self, feature: str) -> float:
        count = self._counts[feature]
        size = max(self._size, count) + ASSUMED
        return log(1 + (size - count + 0.5) / (count + 0.5))


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors, 0 to 1, lowered if they have only few features in common.

    Else two action items such as `Write it up` would be as similar as two long ones.
    """
    if len(other) < len(one):
        one, other = other, one
    products = [weight * other[feature] for feature, weight in one.items() if feature in other]
    return sum(products) * len(products) / (len(products) + _FEW)


def is_topic(feature: str) -> bool:
    """Return whether a feature is a topic, rather than a term."""
    return " " in feature


def common_features(one: Vector, other: Vector) -> list[str]:
    """Return the features of both vectors, those that count most first."""
    shares = {feature: one[feature] * other[feature] for feature in one if feature in other}
    return sorted(shares, key=lambda feature: (-shares[feature], feature))
