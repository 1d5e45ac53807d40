"""Find lessons that the catalogue lacks: similar entries of several incidents without a lesson."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from .lesson_suggestions import Untagged
from .lesson_texts import LessonTexts, Topics, common_features, is_topic, similarity

_LEAST = 0.2
"""The least similarity of an entry to the central one of its cluster."""
_LEAST_INCIDENTS = 2
"""The number of incidents from which similar entries are a cluster."""
_MOST_TERMS = 5
"""The number of common terms that describe a cluster."""


@dataclass(frozen=True)
class Cluster:
    """Entries of several incidents that are similar.

    Args:
        entries: the entries, the one that is most like the others first.
        terms: the terms that most of the others have in common with it.
    """

    entries: tuple[Untagged, ...]
    terms: tuple[str, ...]

    @property
    def incidents(self) -> int:
        """The number of its incidents."""
        return len({entry.incident.id for entry in self.entries})


def clusters(entries: Sequence[Untagged], topics: Iterable[Sequence[str]]) -> list[Cluster]:
    """Return clusters of entries, the one with the most incidents first.

    Each entry is in one cluster at most: that of the most central entry to which it is similar.
    """
    texts = LessonTexts((entry.text for entry in entries), Topics(topics))
    vectors = [texts.vector(entry.text) for entry in entries]
    having: dict[str, list[int]] = {}
    for place, vector in enumerate(vectors):
        for feature in vector:
            having.setdefault(feature, []).append(place)

    def similar_places(place: int) -> dict[int, float]:
        """Return the entries of other incidents that are similar to one."""
        others = {other for feature in vectors[place] for other in having[feature]}
        own = entries[place].incident.id
        values = {
            other: similarity(vectors[place], vectors[other])
            for other in others
            if entries[other].incident.id != own
        }
        return {other: value for other, value in values.items() if value >= _LEAST}

    neighbours = {place: similar_places(place) for place in range(len(entries))}
    left = set(neighbours)

    def rank(place: int) -> tuple[int, float, int]:
        """Return a rank that sorts the most central entry first."""
        own = [other for other in neighbours[place] if other in left]
        incidents = {entries[other].incident.id for other in own}
        return -len(incidents), -sum(neighbours[place][other] for other in own), place

    proposed = []
    ranks = sorted(rank(place) for place in neighbours)
    while ranks:
        _, _, center = heappop(ranks)
        if center not in left:
            continue
        # A rank can only become worse, so an entry is the first if it still is with its new rank.
        current = rank(center)
        if ranks and current > ranks[0]:
            heappush(ranks, current)
            continue
        members = sorted(
            (other for other in neighbours[center] if other in left),
            key=lambda other: (-neighbours[center][other], other),
        )
        left -= {center, *members}
        cluster = _cluster(entries, center, members, vectors)
        if cluster.incidents < _LEAST_INCIDENTS:
            break
        proposed.append(cluster)
    return sorted(proposed, key=lambda cluster: -cluster.incidents)


def _cluster(
    entries: Sequence[Untagged],
    center: int,
    members: Sequence[int],
    vectors: Sequence[dict[str, float]],
) -> Cluster:
    common = Counter(
        feature
        for member in members
        for feature in common_features(vectors[center], vectors[member])
        if not is_topic(feature)
    )
    terms = tuple(term for term, _ in common.most_common(_MOST_TERMS))
    return Cluster(tuple(entries[place] for place in (center, *members)), terms)
