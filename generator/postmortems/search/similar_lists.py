"""Lists of similar incidents, of which an update makes only those anew that can differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest

from ..cache import digest
from ..parallel import ForkedMap
from .similarity_index import SimilarityIndex, SimilarMatch, TaughtTexts
from .term_vectors import MOST_CANDIDATES, Candidates, Impacts, TermVectors

_INCIDENTS_PER_WORKER = 200
"""The number of incidents from which one more process saves more time than it takes."""
_FULL_UPDATE_SHARE = 0.2
"""The share of changed vectors above which all candidates are computed anew."""

Lists = Mapping[str, tuple[SimilarMatch, ...]]


@dataclass(frozen=True)
class Compared:
    """What is compared of one incident.

    Args:
        digest: a hash of all that it is computed from.
        impacts: the impacts of its terms.
        taught: the texts about what it taught, each with its terms and topics.
    """

    digest: bytes
    impacts: Impacts
    taught: tuple[tuple[frozenset[str], str], ...]


@dataclass(frozen=True)
class SimilarLists:
    """The incidents that are most similar to each incident.

    Args:
        digests: a hash of each incident, by its id.
        vectors: their terms.
        taught: the texts about what they taught.
        candidates: the incidents with the most similar terms, by id.
        lists: the incidents that are most similar to each, by id.
    """

    digests: Mapping[str, bytes] = field(default_factory=dict)
    vectors: TermVectors = field(default_factory=lambda: TermVectors.of({}))
    taught: TaughtTexts = field(default_factory=dict)
    candidates: Mapping[str, Candidates] = field(default_factory=dict)
    lists: Lists = field(default_factory=dict)

    def key(self) -> bytes:
        """Return a hash of the incidents that the lists are made from, in their order."""
        return digest(*(part for item in self.digests.items() for part in item))

    def unchanged(self, digests: Mapping[str, bytes]) -> set[str]:
        """Return the ids of the incidents whose digests are known and did not change."""
        return {name for name, own in digests.items() if own and self.digests.get(name) == own}

    def updated(self, compared: Mapping[str, Compared | None], workers: int | None) -> SimilarLists:
        """Return the lists after a change.

        They are the same as if all were made anew.

        Args:
            compared: what is compared of each incident, by id; None for one that is the same.
            workers: the number of processes; None for one per processor.
        """
        return _Update(self, compared, workers).result()


@dataclass(frozen=True)
class _Update:
    """A change of some incidents. `compared` has all ids; None for an incident that is the same."""

    old: SimilarLists
    compared: Mapping[str, Compared | None]
    workers: int | None

    def result(self) -> SimilarLists:
        """Return the lists after the change; those that the change cannot affect are the old."""
        candidates = dict(self._candidates())
        affected = [name for name in self.compared if self._is_affected(name, candidates[name])]
        best = ForkedMap(
            lambda name: self._similarity.best(name, candidates[name]),
            affected,
            workers=self.workers,
            minimum=_INCIDENTS_PER_WORKER,
        ).results()
        lists = {**self.old.lists, **dict(zip(affected, best, strict=True))}
        return SimilarLists(
            {name: one.digest if one else self.old.digests[name] for name, one in self._items()},
            self._vectors,
            self._similarity.taught,
            candidates,
            {name: lists[name] for name in self.compared},
        )

    def _items(self) -> Iterable[tuple[str, Compared | None]]:
        return self.compared.items()

    @cached_property
    def _changed(self) -> set[str]:
        return {name for name, one in self._items() if one}

    @cached_property
    def _removed(self) -> set[str]:
        return self.old.digests.keys() - self.compared.keys()

    @cached_property
    def _vector_update(self) -> tuple[TermVectors, set[str]]:
        old = self.old.vectors
        impacts = {n: one.impacts if one else old.impacts[n] for n, one in self._items()}
        return old.updated(impacts, self._changed, self._removed)

    @property
    def _vectors(self) -> TermVectors:
        return self._vector_update[0]

    @property
    def _differing(self) -> set[str]:
        """The ids of the incidents whose vectors differ."""
        return self._vector_update[1]

    @cached_property
    def _similarity(self) -> SimilarityIndex:
        taught = {n: one.taught if one else self.old.taught[n] for n, one in self._items()}
        return SimilarityIndex(self._vectors, taught)

    @cached_property
    def _lessons_differ(self) -> set[str]:
        """The ids of the incidents of whose lessons the vectors differ."""
        new, old = self._similarity, SimilarityIndex(self.old.vectors, self.old.taught)
        features = new.rarities.differing(old.rarities)
        return {
            name
            for name, texts in new.taught.items()
            if texts != old.taught.get(name)
            or any(not features.isdisjoint(own) for own, _ in texts)
        }

    def _is_affected(self, name: str, candidates: Candidates) -> bool:
        """Return whether the list of an incident, with these candidates, must be made anew."""
        if candidates != self.old.candidates.get(name) or name not in self.old.lists:
            return True
        changed = self._differing | self._lessons_differ
        return name in changed or any(other in changed for _, other in candidates)

    def _candidates(self) -> Iterator[tuple[str, Candidates]]:
        """Yield the id and the candidates of each incident."""
        updates = self._updates()
        anew = [name for name in self.compared if name not in updates]
        made = ForkedMap(
            self._vectors.candidates, anew, workers=self.workers, minimum=_INCIDENTS_PER_WORKER
        ).results()
        yield from zip(anew, made, strict=True)
        yield from updates.items()

    def _updates(self) -> dict[str, Candidates]:
        """Return the candidates of the incidents for which only some others must be compared.

        An incident that loses a candidate is missing, since the next best is not known.
        """
        vectors, differing = self._vectors, self._differing
        if len(differing) > _FULL_UPDATE_SHARE * len(self.compared):
            return {}
        gone = differing | self._removed
        scores = {name: vectors.scores(name) for name in differing}
        updates: dict[str, Candidates] = {}
        for place, name in enumerate(vectors.names):
            old = self.old.candidates.get(name)
            if name in differing or old is None or any(other in gone for _, other in old):
                continue
            new = ((own[place], other) for other, own in scores.items() if own[place])
            updates[name] = tuple(nlargest(MOST_CANDIDATES, (*old, *new)))
        return updates
