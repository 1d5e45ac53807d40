"""Causes: what sets incidents off, and what makes them possible. Two questions, two lists."""

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
    """The category of what set an incident off, where somebody recorded it."""
    found = incident.root_cause.trigger
    return found.category if found else None


def factors(incident: Incident) -> tuple[str, ...]:
    """The categories of its factors, each once."""
    return tuple(
        dict.fromkeys(node.category for node in incident.root_cause.nodes if node.category)
    )


def by_trigger(corpus: Corpus) -> list[Cause]:
    """The incidents by what set them off, the most frequent first; only what occurred."""
    return _grouped(
        corpus, get_args(TriggerCategory), lambda incident: filter(None, [trigger(incident)])
    )


def by_factor(corpus: Corpus) -> list[Cause]:
    """The incidents by what made them possible; one may be in several."""
    return _grouped(corpus, get_args(FactorCategory), factors)


def _grouped(
    corpus: Corpus, known: Iterable[str], names: Callable[[Incident], Iterable[str]]
) -> list[Cause]:
    found: dict[str, list[Incident]] = {name: [] for name in known}
    for incident in corpus.incidents:
        for name in names(incident):
            found[name].append(incident)
    causes = [Cause(name, tuple(incidents)) for name, incidents in found.items() if incidents]
    return sorted(causes, key=lambda cause: (-len(cause.incidents), cause.name))
