"""Compare incidents by their terms, with vectors of the terms that count most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from math import sqrt

from .index import LEVELS
from .rarity import rarity, rounded_size

MOST_CANDIDATES = 20
"""The number of incidents with the most similar terms that are considered further."""
_MOST_TERMS = 32
"""The number of terms of an incident that are compared: those that count most."""
_MOST_REASONS = 6
"""The number of terms that are given as the reason of a similarity."""
_SCALE = 10_000
"""The length of a vector. Weights are integers, so that sums do not depend on their order."""
_DATE_PART = re.compile(r"\d{1,2}|(?:19|20)\d\d")
"""A day, month, year or hour, which incidents have in common by chance."""

Impacts = Mapping[str, int]
"""How much each term counts in a document; see `Document.impacts`."""
Candidates = tuple[tuple[int, str], ...]
"""The incidents most similar to one, each with its score and its id, the highest score first."""


@dataclass(frozen=True)
class TermVectors:
    """The vectors of a corpus.

    Args:
        impacts: the impacts of the terms of each incident, by its id.
        counts: the number of incidents that have each term.
        weights: the weight of each term that is compared, by incident.
    """

    impacts: Mapping[str, Impacts]
    counts: Counter[str]
    weights: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, impacts: Mapping[str, Impacts]) -> TermVectors:
        """Return the vectors of incidents, by the impacts of their terms."""
        return cls({}, Counter(), {}).updated(impacts, impacts, ())[0]

    def updated(
        self, impacts: Mapping[str, Impacts], changed: Iterable[str], removed: Iterable[str]
    ) -> tuple[TermVectors, set[str]]:
        """Return the vectors after a change, and the ids of incidents whose vectors differ.

        Args:
            impacts: the impacts after the change.
            changed: the ids of the incidents that are new or whose impacts changed.
            removed: the ids of the incidents that are gone.
        """
        counts, changed = Counter(self.counts), set(changed)
        touched: set[str] = set()
        for name in (*changed, *removed):
            if old := self.impacts.get(name):
                counts.subtract(old.keys())
                touched.update(old)
        for name in changed:
            counts.update(impacts[name].keys())
            touched.update(impacts[name])
        result = TermVectors(impacts, counts, {})
        if rounded_size(self._size) == rounded_size(result._size):
            terms = {term for term in touched if self.rarity_of(term) != result.rarity_of(term)}
            affected = changed | {n for n, own in impacts.items() if not terms.isdisjoint(own)}
        else:
            affected = set(impacts)
        weights = {
            name: result._heaviest(own) if name in affected else self.weights[name]
            for name, own in impacts.items()
        }
        differing = {name for name in affected if weights[name] != self.weights.get(name)}
        return TermVectors(impacts, counts, weights), differing

    @property
    def _size(self) -> int:
        return len(self.impacts)

    def rarity_of(self, term: str) -> float:
        """Return the rarity of a term."""
        return rarity(self.counts[term], self._size)

    def _heaviest(self, impacts: Impacts) -> dict[str, int]:
        """Return the weights of the heaviest terms of an incident that another incident also has.

        The weights are scaled so that the vector of all its terms has the length `_SCALE`.
        """
        weights = self.weighted(impacts)
        length = sqrt(sum(weight * weight for weight in weights.values()))
        shared = ((weight, term) for term, weight in weights.items() if self.counts[term] > 1)
        heaviest = nlargest(_MOST_TERMS, shared)
        return {term: round(_SCALE * weight / length) for weight, term in heaviest}

    def weighted(self, impacts: Impacts) -> dict[str, float]:
        """Return the weight of each term of a text that an incident has."""
        counts, size = self.counts, self._size
        return {
            term: rarity(counts[term], size) * impact / LEVELS
            for term, impact in impacts.items()
            if counts[term] and not _DATE_PART.fullmatch(term)
        }

    @cached_property
    def names(self) -> list[str]:
        """The ids of the incidents, in the order of `scores`."""
        return list(self.weights)

    @cached_property
    def _having(self) -> dict[str, list[tuple[int, int]]]:
        """The incidents that have each term: their places in `names`, and their weights."""
        having: dict[str, list[tuple[int, int]]] = {}
        for number, weights in enumerate(self.weights.values()):
            for term, weight in weights.items():
                having.setdefault(term, []).append((number, weight))
        return having

    def scores(self, name: str) -> list[int]:
        """Return the similarity of the terms of an incident and those of each of `names`."""
        scores = [0] * len(self.weights)
        for term, weight in self.weights.get(name, {}).items():
            for number, other in self._having[term]:
                scores[number] += weight * other
        return scores

    def candidates(self, name: str) -> Candidates:
        """Return the incidents whose terms are most similar to those of an incident."""
        best = nlargest(MOST_CANDIDATES + 1, zip(self.scores(name), self.names, strict=True))
        return tuple((score, other) for score, other in best if score and other != name)[
            :MOST_CANDIDATES
        ]

    def reasons(self, name: str, other: str) -> tuple[str, ...]:
        """Return the terms that count most of those that two incidents have."""
        return common_terms(self.weights[name], self.weights[other])


def cosine(score: int) -> float:
    """Return the cosine of two vectors, 0 to 1, by their score."""
    return score / _SCALE**2


def common_terms(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[str, ...]:
    """Return the terms that count most of those that both vectors have."""
    shares = ((one[term] * other[term], term) for term in one if term in other)
    return tuple(term for _, term in nlargest(_MOST_REASONS, shares))
