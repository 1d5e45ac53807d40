"""The context of a rule: one incident with its files, and the facts of the whole corpus."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..insights import CorpusFacts
from ..model import ActionItem, Corpus, Incident, Loc, Node, NodeKind, texts
from .published import Passage, PublishedFile
from .wording import Texts


@dataclass(frozen=True)
class RuleContext:
    """One incident before the rules.

    `files` are the texts of its YAML files, by name, and `published` the files of evidence that the
    site offers.
    """

    incident: Incident
    facts: CorpusFacts
    files: Mapping[str, str] = field(default_factory=dict)
    published: tuple[PublishedFile, ...] = ()

    @property
    def corpus(self) -> Corpus:
        """All incidents that were read."""
        return self.facts.corpus

    @cached_property
    def texts(self) -> Texts:
        """Everything that is written in words."""
        return Texts(tuple(texts(self.incident)))

    @property
    def passages(self) -> Iterator[Passage]:
        """The text of the published evidence, in stretches."""
        for file in self.published:
            yield from file.passages()

    @cached_property
    def is_over(self) -> bool:
        """Whether the incident itself has come to its end."""
        return self.incident.status == "resolved"

    @property
    def actions(self) -> list[tuple[Loc, ActionItem]]:
        """The action items with their places."""
        items = enumerate(self.incident.actions)
        return [(("lessons", "action_items", index), item) for index, item in items]

    @property
    def planned(self) -> list[tuple[Loc, ActionItem]]:
        """The action items that were not called off."""
        return [(loc, item) for loc, item in self.actions if item.state != "cancelled"]

    def nodes(self, *kinds: NodeKind) -> list[tuple[int, Node]]:
        """Return the nodes of the root cause of some kinds, with their indexes."""
        nodes = enumerate(self.incident.root_cause.nodes)
        return [(index, node) for index, node in nodes if node.kind in kinds]
