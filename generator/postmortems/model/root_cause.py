"""Root Cause Analysis: the trigger, the causes, and how they are connected."""

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
    """The event that started the incident. The reasons why it was possible are nodes."""

    category: TriggerCategory | None = titled("Trigger category")
    """The category of the event, for the index."""
    description: Line | None = titled("Trigger")
    """The event itself."""


class Node(Record):
    """A box of the diagram: an event or a condition, with its causes."""

    id: Slug = Field(title="Id")
    """A name within this incident, for `caused_by`, `leads_to` and `addresses`."""
    kind: NodeKind = Field(title="Kind")
    """Its role in the incident, which also sets its shape and colour in the diagram."""
    text: Line = Field(title="What happened")
    """A few words."""
    category: FactorCategory | None = titled("Category")
    """The category of the factor, for the index."""
    caused_by: Slugs = titled("Caused by", ())
    """Ids of the nodes that caused it."""
    leads_to: Slugs = titled("Leads to", ())
    """Ids of the nodes that it caused, as an alternative to their `caused_by`."""
    introduced: Line | None = titled("Introduced")
    """When the condition was introduced."""
    why_undetected: Line | None = titled("Why nobody noticed")
    """Why it was not detected earlier."""


class RootCause(Record):
    """The causes of the incident. The diagram is drawn from the nodes."""

    summary: Prose | None = titled("Root cause summary")
    """The chain of causes in a few sentences."""
    trigger: Trigger | None = titled("Incident trigger")
    """The event that started the incident."""
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
