"""Choose the other incidents that must be read to check or to compare some of them."""

from collections.abc import Iterator

from ..model import Incident


def is_compared(incident: Incident | None) -> bool:
    """Return whether an incident is compared with all others: it names none as related."""
    return incident is not None and not incident.related


def search_terms(incident: Incident) -> Iterator[tuple[str, ...]]:
    """Yield groups of words; the files of an incident that must be read have all words of one.

    All others must be read if the incident is compared with them.
    """
    yield from ((name,) for name in incident.lesson_names)
    if is_compared(incident):
        yield from all_others(incident)


def all_others(incident: Incident) -> Iterator[tuple[str, ...]]:
    """Yield an empty group of words, so that all incidents are read."""
    yield ()
