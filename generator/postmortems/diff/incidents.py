"""The incidents that a change adds, renames, changes or removes."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..insights import SimilarIncident
from ..model import Incident
from ..model.format import heading_of
from ..reader import ReadResult

MOST_SIMILAR = 3
"""The number of similar incidents that are listed for each incident."""


SimilarTo = Callable[[Incident], tuple[SimilarIncident, ...]]
"""Returns the incidents that are most similar to an incident."""


@dataclass(frozen=True)
class Change:
    """A new, renamed or changed incident.

    Args:
        now: the incident after the change.
        before: the incident before; None for a new one.
        was: its old id if it was renamed, else empty.
        similar: the incidents most similar to it.
    """

    now: Incident
    before: Incident | None = None
    was: str = ""
    similar: tuple[SimilarIncident, ...] = ()

    @property
    def sections(self) -> list[str]:
        """The headings of the changed sections."""
        if self.before is None:
            return []
        headings = (
            heading_of(name)
            for name in type(self.now).model_fields
            if getattr(self.now, name) != getattr(self.before, name)
        )
        return list(dict.fromkeys(headings))


@dataclass(frozen=True)
class Removed:
    """A removed incident.

    Args:
        id: its id.
        incident: its content before; None if it could not be read.
        heir: the incident that now has its id as an alias, if there is one.
    """

    id: str
    incident: Incident | None = None
    heir: Incident | None = None


NewNames = Mapping[str, Mapping[str, str]]
"""The new names of renamed things by their old names, by the kind: `incident`, `service`, `lesson`,
`severity` or `team`."""


@dataclass(frozen=True)
class IncidentChanges:
    """The effects of a change on the incidents.

    Args:
        all: those `added`, `renamed`, `changed` and `renamed_within`.
        added: the new ones.
        renamed: those with a new id.
        changed: those with the same id and other content.
        renamed_within: the ids of those that only use the new names of renamed things.
        removed: the removed ones.
        unreadable: the ids of all that cannot be read now.
        broken: the ids of the unreadable ones that the change may have broken.
    """

    all: tuple[Change, ...]
    added: tuple[Change, ...]
    renamed: tuple[Change, ...]
    changed: tuple[Change, ...]
    renamed_within: tuple[str, ...]
    removed: tuple[Removed, ...]
    unreadable: frozenset[str]
    broken: tuple[str, ...]

    @cached_property
    def gone(self) -> frozenset[str]:
        """The ids of the removed incidents."""
        return frozenset(removed.id for removed in self.removed)


def incident_changes(
    base: ReadResult,
    now: ReadResult,
    similar: SimilarTo,
    touched: Collection[str],
    new_names: NewNames,
) -> IncidentChanges:
    """Return the effects of a change on the requested incidents.

    Args:
        base: the read result before.
        now: the read result after.
        similar: returns the incidents that are most similar to one after the change.
        touched: the names of the folders with a changed file.
        new_names: the new names of renamed things.
    """
    renamed = new_names["incident"]
    changes = tuple(_changes(base, now, similar, {new: old for old, new in renamed.items()}))
    within = {change.now.id for change in changes if _is_only_renamed_within(change, new_names)}
    others = [change for change in changes if not change.was and change.now.id not in within]
    gone = set(base.asked) - set(now.asked) - set(renamed)
    readable = {incident.id for incident in now.corpus.incidents}
    unreadable = frozenset(name for name in now.asked if name not in readable)
    return IncidentChanges(
        changes,
        tuple(change for change in others if change.now.id not in base.asked),
        tuple(change for change in changes if change.was),
        tuple(change for change in others if change.now.id in base.asked),
        tuple(sorted(within)),
        tuple(
            Removed(name, base.corpus.by_id.get(name), now.corpus.by_id.get(name))
            for name in sorted(gone)
        ),
        unreadable,
        tuple(sorted(unreadable & {*touched, *base.corpus.by_id})),
    )


def _changes(
    base: ReadResult, now: ReadResult, similar: SimilarTo, old_names: Mapping[str, str]
) -> Iterator[Change]:
    """Yield the new, renamed and changed incidents. A new id alone does not change the content."""
    asked, asked_before = set(now.asked), set(base.asked)
    for incident in now.corpus.incidents:
        if incident.id not in asked:
            continue
        old = old_names.get(incident.id, "")
        name = old or incident.id
        before = base.corpus.by_id.get(name) if name in asked_before else None
        if before and old:
            before = before.model_copy(update={"id": incident.id})
        if old or incident != before:
            yield Change(incident, before, old, similar(incident))


def _is_only_renamed_within(change: Change, new_names: NewNames) -> bool:
    """Return whether only the names of renamed things changed in an incident."""
    by_key = {
        "services": new_names["service"],
        "lesson": new_names["lesson"],
        "severity": new_names["severity"],
        "incident": new_names["incident"],
    }
    if change.before is None or change.was or not any(by_key.values()):
        return False
    return bool(_renamed_within(change.before.model_dump(), by_key) == change.now.model_dump())


def _renamed_within(value: Any, by_key: NewNames, names: Mapping[str, str] | None = None) -> Any:
    """Return a value with old names replaced under the keys that hold such names."""
    if isinstance(value, dict):
        return {key: _renamed_within(part, by_key, by_key.get(key)) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_renamed_within(part, by_key, names) for part in value)
    return names.get(value, value) if names and isinstance(value, str) else value


def renamed_by_alias(
    now: ReadResult, gone: Collection[str], come: Collection[str]
) -> dict[str, str]:
    """Return the new ids of incidents whose old id is an alias in a new folder, by the old id.

    Args:
        now: the read result after.
        gone: the names of the removed folders.
        come: the names of the new folders.
    """
    heirs = {name: now.corpus.by_id.get(name) for name in sorted(gone)}
    old_names: dict[str, str] = {}
    for old, heir in heirs.items():
        if heir and heir.id in come:
            old_names.setdefault(heir.id, old)
    return {old: new for new, old in old_names.items()}
