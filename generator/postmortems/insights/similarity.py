"""Similar incidents, by the features that they share and the rarity of these.

Two incidents are similar if they share features of at least two kinds: a lesson, a service or a
trigger category. If none of these is a lesson, their titles must be alike too. Each shared feature
counts its surprisal in bits, -log2 of the share of incidents that have it. So a lesson that every
second incident teaches counts little, and a rare one much.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from rapidfuzz import fuzz, utils

from ..model import Corpus, Incident

TITLES = 60
"""The similarity of two titles (0 to 100) from which they count as similar."""

Feature = tuple[str, str]
"""A kind of thing and its name, such as `("lesson", "timeouts-everywhere")`."""


@dataclass(frozen=True)
class Similarity:
    """An incident similar to another one.

    Args:
        incident: the similar incident.
        shared: the features of both.
        bits: the surprisal of the shared features.
        share: `bits` as a part of the surprisal of all features of the other incident, 0 to 1.
    """

    incident: Incident
    shared: tuple[Feature, ...]
    bits: float
    share: float

    @property
    def reasons(self) -> str:
        """The shared features, as text for a message."""
        return ", ".join(f"{sort} `{name}`" if name else sort for sort, name in self.shared)


def features(incident: Incident) -> frozenset[Feature]:
    """Return the features of an incident: its lessons, services and trigger category."""
    trigger = incident.root_cause.trigger
    own = {("lesson", name) for name in incident.lesson_names}
    own |= {("service", name) for name in incident.services}
    if trigger and trigger.category and trigger.category != "unknown":
        own.add(("trigger", trigger.category))
    return frozenset(own)


def search_terms(incident: Incident) -> Iterator[tuple[str, ...]]:
    """Yield groups of words; the files of a similar incident contain all words of one group.

    So the reader can skip the files of others.
    """
    named = features(incident)
    triggers = [name for sort, name in named if sort == "trigger"]
    for sort, name in named:
        if sort == "lesson":
            yield (name,)
        elif sort == "service":
            yield from ((name, trigger) for trigger in triggers)


class SimilarIncidents:
    """The incidents similar to each incident of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._features = {incident.id: features(incident) for incident in corpus.incidents}
        self._counts = Counter(feature for own in self._features.values() for feature in own)
        self._by_id = corpus.by_id
        self._having: dict[Feature, list[str]] = {}
        for name, held in self._features.items():
            for feature in held:
                self._having.setdefault(feature, []).append(name)

    def of(self, incident: Incident) -> list[Similarity]:
        """Return the incidents similar to one, the most similar first."""
        own = self._features.get(incident.id) or features(incident)
        others = {name for feature in own for name in self._having.get(feature, ())}
        alike = (self._compare(incident, own, self._by_id[name]) for name in others)
        similar = [like for like in alike if like and like.incident.id != incident.id]
        return sorted(similar, key=lambda like: (-like.bits, like.incident.id))

    def _compare(
        self, incident: Incident, own: frozenset[Feature], other: Incident
    ) -> Similarity | None:
        shared = sorted(own & self._features[other.id])
        sorts = {sort for sort, _ in shared}
        if len(sorts) < 2:
            return None
        if "lesson" not in sorts:
            likeness = fuzz.token_set_ratio(
                incident.title, other.title, processor=utils.default_process
            )
            if likeness < TITLES:
                return None
            shared.append(("words of the title", ""))
        bits = sum(map(self._bits, shared))
        return Similarity(other, tuple(shared), bits, bits / sum(map(self._bits, own)))

    def _bits(self, feature: Feature) -> float:
        """Return the surprisal of a feature in bits; above 0 even if all incidents have it."""
        if not feature[1]:
            return 0.0
        return log2((len(self._features) + 1) / max(1, self._counts[feature]))
