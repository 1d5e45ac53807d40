"""Causes by category: the triggers of incidents, and their contributing factors."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import get_args

from ..model import Corpus, Incident
from ..model.root_cause import FactorCategory, TriggerCategory


@dataclass(frozen=True)
class Cause:
    """A category with its incidents, newest first."""

    name: str
    incidents: tuple[Incident, ...]


def trigger(incident: Incident) -> str | None:
    """Return the category of an incident's trigger, or None if it is not recorded."""
    recorded = incident.root_cause.trigger
    return recorded.category if recorded else None


def factors(incident: Incident) -> tuple[str, ...]:
    """Return the categories of an incident's contributing factors, each once."""
    return tuple(
        dict.fromkeys(node.category for node in incident.root_cause.nodes if node.category)
    )


def by_trigger(corpus: Corpus) -> list[Cause]:
    """Return the incidents by the category of their trigger, the most frequent category first."""
    return _grouped(
        corpus, get_args(TriggerCategory), lambda incident: filter(None, [trigger(incident)])
    )


def by_factor(corpus: Corpus) -> list[Cause]:
    """Return the incidents by the categories of their factors; an incident may be in several."""
    return _grouped(corpus, get_args(FactorCategory), factors)


def _grouped(
    corpus: Corpus, categories: Iterable[str], names: Callable[[Incident], Iterable[str]]
) -> list[Cause]:
    grouped: dict[str, list[Incident]] = {name: [] for name in categories}
    for incident in corpus.incidents:
        for name in names(incident):
            grouped[name].append(incident)
    causes = [Cause(name, tuple(incidents)) for name, incidents in grouped.items() if incidents]
    return sorted(causes, key=lambda cause: (-len(cause.incidents), cause.name))
