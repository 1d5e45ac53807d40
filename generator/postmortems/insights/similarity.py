"""Which incidents are alike, and why: what they share, and how rare that is.

Two incidents are alike when at least two sorts of things are the same: a lesson, a service, what
set them off; or a service, what set them off, and words of their titles. Each shared thing counts
its surprisal in bits, -log2 of the share of incidents that have it, so that a lesson which every
second incident teaches says little and a rare one much.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from rapidfuzz import fuzz, utils

from ..model import Corpus, Incident

TITLES = 60
"""How much alike, of 100, two titles must be to count."""

Feature = tuple[str, str]
"""A sort of thing and its name, such as `("lesson", "timeouts-everywhere")`."""


@dataclass(frozen=True)
class Similarity:
    """An incident like another: what both have, and how surprising that is, in bits.

    `share` is that of all that is known of the one which is compared, 0 to 1.
    """

    incident: Incident
    shared: tuple[Feature, ...]
    bits: float
    share: float

    @property
    def reasons(self) -> str:
        """What both have, in words for a message."""
        return ", ".join(f"{sort} `{name}`" if name else sort for sort, name in self.shared)


def features(incident: Incident) -> frozenset[Feature]:
    """What an incident can have in common with another."""
    trigger = incident.root_cause.trigger
    found = {("lesson", name) for name in incident.lesson_names}
    found |= {("service", name) for name in incident.services}
    if trigger and trigger.category and trigger.category != "unknown":
        found.add(("trigger", trigger.category))
    return frozenset(found)


def search_terms(incident: Incident) -> Iterator[tuple[str, ...]]:
    """Groups of words of which the files of an incident like this one hold at least one whole."""
    named = features(incident)
    triggers = [name for sort, name in named if sort == "trigger"]
    for sort, name in named:
        if sort == "lesson":
            yield (name,)
        elif sort == "service":
            yield from ((name, trigger) for trigger in triggers)


class SimilarIncidents:
    """The incidents like each incident of a corpus, the most alike first."""

    def __init__(self, corpus: Corpus) -> None:
        self._features = {incident.id: features(incident) for incident in corpus.incidents}
        self._counts = Counter(found for held in self._features.values() for found in held)
        self._by_id = corpus.by_id
        self._having: dict[Feature, list[str]] = {}
        for name, held in self._features.items():
            for feature in held:
                self._having.setdefault(feature, []).append(name)

    def of(self, incident: Incident) -> list[Similarity]:
        """The incidents like one, the most alike first."""
        own = self._features.get(incident.id) or features(incident)
        others = {name for feature in own for name in self._having.get(feature, ())}
        alike = (self._compare(incident, own, self._by_id[name]) for name in others)
        found = [like for like in alike if like and like.incident.id != incident.id]
        return sorted(found, key=lambda like: (-like.bits, like.incident.id))

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
        """How surprising it is that an incident has something; a little even where all have it."""
        if not feature[1]:
            return 0.0
        return log2((len(self._features) + 1) / max(1, self._counts[feature]))
