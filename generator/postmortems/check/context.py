"""The input of a rule: one incident, and facts about the corpus."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..evidence import NO_EVIDENCE, DerivedEvidence
from ..insights import CorpusFacts
from ..model import ActionItem, Corpus, Incident, Loc, Node, NodeKind, texts
from ..search import SimilarMatch
from .published import Passage, PublishedFile
from .wording import Texts


@dataclass(frozen=True)
class RuleContext:
    """One incident, as a rule receives it.

    `files` holds the texts of its YAML files by name, and `published` the evidence files that the
    site offers. `similar` are the incidents most similar to it, for a rule that `compares`.
    `evidence` is what is derived from its evidence, published or not.
    """

    incident: Incident
    facts: CorpusFacts
    files: Mapping[str, str] = field(default_factory=dict)
    published: tuple[PublishedFile, ...] = ()
    similar: tuple[SimilarMatch, ...] = ()
    evidence: DerivedEvidence = NO_EVIDENCE

    @property
    def corpus(self) -> Corpus:
        """The catalogues, with all incidents that were read for a rule that `compares`."""
        return self.facts.corpus

    @cached_property
    def texts(self) -> Texts:
        """All texts of the incident."""
        return Texts(tuple(texts(self.incident)))

    @property
    def passages(self) -> Iterator[Passage]:
        """The text of the published evidence, in overlapping passages."""
        for file in self.published:
            yield from file.passages()

    @cached_property
    def is_resolved(self) -> bool:
        """Whether the incident's status is `resolved`."""
        return self.incident.status == "resolved"

    @property
    def actions(self) -> list[tuple[Loc, ActionItem]]:
        """The action items, each with its place in the incident."""
        items = enumerate(self.incident.actions)
        return [(("lessons", "action_items", index), item) for index, item in items]

    @property
    def uncancelled_actions(self) -> list[tuple[Loc, ActionItem]]:
        """The action items that are not cancelled, each with its place in the incident."""
        return [(loc, item) for loc, item in self.actions if item.state != "cancelled"]

    def nodes(self, *kinds: NodeKind) -> list[tuple[int, Node]]:
        """Return the root cause nodes of the given kinds, each with its index."""
        nodes = enumerate(self.incident.root_cause.nodes)
        return [(index, node) for index, node in nodes if node.kind in kinds]
