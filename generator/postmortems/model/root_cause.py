"""Root Cause Analysis: what set it off, what made it possible, and how one led to the other."""

from functools import cached_property
from typing import Literal

from pydantic import Field

from .record import Record, titled
from .scalars import Line, Prose, Slug, Slugs

HEADING = "Root Cause Analysis"

TriggerCategory = Literal[
    "code-change",
    "configuration-change",
    "content-change",
    "maintenance",
    "capacity",
    "hardware",
    "power",
    "network",
    "dependency",
    "expiry",
    "usage-growth",
    "user-behaviour",
    "attack",
    "data",
    "unknown",
]
FactorCategory = Literal[
    "software",
    "configuration",
    "development-process",
    "deployment",
    "testing",
    "monitoring",
    "capacity",
    "architecture",
    "documentation",
    "tooling",
    "operations",
    "organisation",
    "external",
]
NodeKind = Literal[
    "trigger",
    "primary-failure",
    "contributing-factor",
    "failed-safeguard",
    "cascading-effect",
    "user-impact",
    "system-response",
    "recovery-action",
]


class Trigger(Record):
    """What set the incident off, which is not why it was possible."""

    category: TriggerCategory | None = titled("Trigger category")
    """The sort of event, for the index."""
    description: Line | None = titled("Trigger")
    """The event itself."""


class Node(Record):
    """A box of the diagram: something that happened or was so, and what it follows from."""

    id: Slug = Field(title="Id")
    """A name within this incident, for `caused_by`, `leads_to` and `addresses`."""
    kind: NodeKind = Field(title="Kind")
    """Its part in the story; it decides the shape and the colour."""
    text: Line = Field(title="What happened")
    """A few words."""
    category: FactorCategory | None = titled("Category")
    """The sort of factor, for the index."""
    caused_by: Slugs = titled("Caused by", ())
    """Ids of the nodes it follows from."""
    leads_to: Slugs = titled("Leads to", ())
    """Ids of the nodes that follow from it, where that reads better."""
    introduced: Line | None = titled("Introduced")
    """When it came to be so."""
    why_undetected: Line | None = titled("Why nobody noticed")
    """How it escaped until now."""


class RootCause(Record):
    """Why it happened. The diagram is drawn from the nodes."""

    summary: Prose | None = titled("Root cause summary")
    """The chain of causes in a few sentences."""
    trigger: Trigger | None = titled("Incident trigger")
    """What set it off."""
    nodes: tuple[Node, ...] = titled("Causes and effects", ())
    """The boxes of the diagram."""

    def edges(self) -> list[tuple[str, str]]:
        """Return the arrows of the diagram as (cause, effect), each once, in node order."""
        arrows: dict[tuple[str, str], None] = {}
        for node in self.nodes:
            arrows.update(dict.fromkeys((cause, node.id) for cause in node.caused_by))
            arrows.update(dict.fromkeys((node.id, effect) for effect in node.leads_to))
        return list(arrows)

    @cached_property
    def causes(self) -> dict[str, tuple[Node, ...]]:
        """The causes of each node, by its id and in the order of the arrows."""
        node_by_id = {node.id: node for node in self.nodes}
        causes: dict[str, list[Node]] = {}
        for cause, effect in self.edges():
            if cause in node_by_id:
                causes.setdefault(effect, []).append(node_by_id[cause])
        return {effect: tuple(nodes) for effect, nodes in causes.items()}
