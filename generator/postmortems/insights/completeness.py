"""The parts of a postmortem that an incident's record lacks."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from ..model import Corpus, Incident, Node
from ..model.format import NOT_OF_TEMPLATE, SECTIONS
from ..model.record import is_empty
from .publication import days_late

_REQUIRED = ("trigger", "primary-failure", "contributing-factor")
_CAUSES = (*_REQUIRED, "failed-safeguard")


def blank_sections(incident: Incident, filled: Container[str] = ()) -> list[tuple[str, str]]:
    """Return the template's sections with nothing in them, as (name, heading).

    Those in `filled` have something from elsewhere, such as from evidence.
    """
    return [
        (name, section.label)
        for name, section in SECTIONS.items()
        if name not in NOT_OF_TEMPLATE and name not in filled and is_empty(getattr(incident, name))
    ]


def is_stabilized(incident: Incident) -> bool:
    """Return whether the incident records how the harm was stopped."""
    return not is_empty(incident.response.stabilization)


def missing_causes(incident: Incident) -> list[str]:
    """Return which of trigger, primary failure and contributing factor the root cause lacks."""
    root = incident.root_cause
    kinds = {node.kind for node in root.nodes}
    if root.trigger and (root.trigger.description or root.trigger.category):
        kinds.add("trigger")
    if "failed-safeguard" in kinds:
        kinds.add("contributing-factor")
    return [kind.replace("-", " ") for kind in _REQUIRED if kind not in kinds]


def unconnected_causes(incident: Incident) -> Iterator[tuple[int, Node]]:
    """Yield the causes from which no arrows lead to a user impact, each with its index.

    Yield nothing if no node is a user impact.
    """
    nodes = incident.root_cause.nodes
    connected = {node.id for node in nodes if node.kind == "user-impact"}
    if not connected:
        return
    causes: dict[str, list[str]] = {}
    for cause, effect in incident.root_cause.edges():
        causes.setdefault(effect, []).append(cause)
    to_visit = list(connected)
    while to_visit:
        new = set(causes.get(to_visit.pop(), ())) - connected
        connected |= new
        to_visit += new
    for index, node in enumerate(nodes):
        if node.kind in _CAUSES and node.id not in connected:
            yield index, node


def unaddressed_factors(incident: Incident) -> list[tuple[int, Node]]:
    """Return the contributing factors and failed safeguards that no action item addresses.

    Each has its index among the nodes of the root cause.
    """
    addressed = {name for item in incident.actions for name in item.addresses}
    return [
        (index, node)
        for index, node in enumerate(incident.root_cause.nodes)
        if node.kind in ("contributing-factor", "failed-safeguard") and node.id not in addressed
    ]


@dataclass(frozen=True)
class IncompletePostmortem:
    """The postmortem of a resolved incident that has something left to record or to publish.

    Args:
        incident: the resolved incident.
        missing: any of `service`, `cause`, `lesson` and `owner`: a missing service, cause or
            lesson, or an open action item without an owner.
        days_late: the days since it should have been published; 0 if it is not late.
        broken_relations: the ids of related incidents that do not exist or were withdrawn.
    """

    incident: Incident
    missing: tuple[str, ...]
    days_late: int
    broken_relations: tuple[str, ...] = ()


def incomplete_postmortems(corpus: Corpus) -> list[IncompletePostmortem]:
    """Return the incomplete postmortems of resolved incidents, the latest publication first."""
    rows = [
        _completeness(incident, corpus)
        for incident in corpus.incidents
        if incident.status == "resolved" and incident.document.status != "withdrawn"
    ]
    return sorted(
        (row for row in rows if row.missing or row.days_late or row.broken_relations),
        key=lambda row: (-row.days_late, -len(row.missing), row.incident.id),
    )


def _completeness(incident: Incident, corpus: Corpus) -> IncompletePostmortem:
    open_items = [item for item in incident.actions if item.is_open]
    lacks_all = len(missing_causes(incident)) == len(_REQUIRED)
    missing = {
        "service": not incident.services,
        "cause": lacks_all and not incident.root_cause.summary,
        "lesson": not incident.lesson_names,
        "owner": any(item.owner is None for item in open_items),
    }
    return IncompletePostmortem(
        incident,
        tuple(name for name, is_missing in missing.items() if is_missing),
        days_late(incident, corpus),
        tuple(row.incident for row in incident.related if _is_broken(row.incident, corpus)),
    )


def _is_broken(related: str, corpus: Corpus) -> bool:
    incident = corpus.by_id.get(related)
    return incident is None or incident.document.status == "withdrawn"
