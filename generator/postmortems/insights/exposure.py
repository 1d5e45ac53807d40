"""The services that are exposed to a lesson: it concerns them, and they have no fix for it."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import Corpus, Incident
from .histories import History


@dataclass(frozen=True)
class Exposure:
    """A service that is exposed to a lesson.

    Args:
        service: the name of the service.
        lesson: the name of the lesson.
        path: the names of services from this one to one that failed, each depending on the next;
            only this one if it failed itself.
        incident: the newest incident that taught the lesson in which the last service of `path`
            was affected.
    """

    service: str
    lesson: str
    path: tuple[str, ...]
    incident: Incident

    @property
    def is_direct(self) -> bool:
        """Whether the service was affected itself."""
        return len(self.path) == 1


def exposures(
    history: History, corpus: Corpus, needed_by: Mapping[str, tuple[str, ...]]
) -> tuple[Exposure, ...]:
    """Return the services that are exposed to a lesson, those with the shortest path first.

    The lesson concerns a service that was affected by an incident that taught it, and every service
    that depends on such a service, directly or through others. A service has the fix if an action
    item for the lesson is done in an incident that affected the service, on a recorded day or not.
    The services without the fix are exposed, also where a service that they depend on has it.

    Args:
        history: the history of the lesson.
        corpus: the catalogue of services.
        needed_by: the names of the services that need each service directly.
    """
    newest: dict[str, Incident] = {}
    fixed: set[str] = set()
    for teaching in history.teachings:
        affected = [name for name in teaching.incident.services if name in corpus.services]
        newest |= dict.fromkeys(affected, teaching.incident)
        if any(item.is_done for item in teaching.actions):
            fixed.update(affected)
    return tuple(
        Exposure(name, history.name, path, newest[path[-1]])
        for name, path in _paths(newest, needed_by).items()
        if name not in fixed
    )


def _paths(
    failed: Iterable[str], needed_by: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the shortest path from each service that depends on a failed one, the shortest first.

    The path of a failed service is the service alone.
    """
    paths: dict[str, tuple[str, ...]] = {name: (name,) for name in failed}
    to_visit = deque(paths)
    while to_visit:
        name = to_visit.popleft()
        for dependent in needed_by.get(name, ()):
            if dependent not in paths:
                paths[dependent] = (dependent, *paths[name])
                to_visit.append(dependent)
    return paths


def by_service(all_exposures: Iterable[Exposure]) -> dict[str, tuple[Exposure, ...]]:
    """Group exposures by their service, those with the shortest path first."""
    grouped: dict[str, list[Exposure]] = {}
    for exposure in all_exposures:
        grouped.setdefault(exposure.service, []).append(exposure)
    return {
        name: tuple(sorted(rows, key=lambda row: (len(row.path), row.lesson)))
        for name, rows in grouped.items()
    }
