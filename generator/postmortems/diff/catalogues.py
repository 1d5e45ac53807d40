"""The changes of the catalogues and of the rule settings, entry by entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model import DEFAULT_SEVERITIES, Record, RuleSetting
from ..reader import ReadResult
from .renames import renamed_entries

CATALOGUES = ("severities", "lessons", "services")
"""The names of the catalogues, which are their file names without the suffix."""
_NO_SETTING = RuleSetting()


@dataclass(frozen=True)
class FieldChange:
    """A field of an entry with its values before and after; None if it had or has none."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True)
class EntryChange:
    """An entry that was added, removed, renamed or changed.

    `old` is its name before and `new` its name after; empty for an added or a removed entry.
    `fields` are the changed fields, or all fields of an added or a removed entry.
    """

    old: str
    new: str
    fields: tuple[FieldChange, ...]

    @property
    def verb(self) -> str:
        """The kind of change: `added`, `removed`, `renamed` or `changed`."""
        if not self.new:
            return "removed"
        if not self.old:
            return "added"
        return "changed" if self.old == self.new else "renamed"


@dataclass(frozen=True)
class CatalogueChange:
    """The changes of one catalogue.

    Args:
        catalogue: its file name without the suffix.
        entries: the changed entries.
        renamed: the new names of renamed entries by their old names.
        order: the old and the new order of the entries, if the order matters and has changed.
        errors: whether the file has errors before or after, so that changes may be missing here.
    """

    catalogue: str
    entries: tuple[EntryChange, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    order: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    errors: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is no change and no error."""
        return not (self.entries or self.order or self.errors)


def catalogue_changes(base: ReadResult, now: ReadResult) -> dict[str, CatalogueChange]:
    """Return the changes of each catalogue, and of the rule settings as `rules`, by name."""
    changes = {name: _catalogue(name, base, now) for name in CATALOGUES}
    changes["rules"] = _rules(base, now)
    return changes


def is_unreadable(reading: ReadResult, catalogue: str) -> bool:
    """Return whether a catalogue has an error and no entry of it could be read."""
    entries = reading.rules if catalogue == "rules" else getattr(reading.corpus, catalogue)
    return _has_errors(reading, catalogue) and (not entries or entries == DEFAULT_SEVERITIES)


def _catalogue(name: str, base: ReadResult, now: ReadResult) -> CatalogueChange:
    errors = _has_errors(now, name) or _has_errors(base, name)
    if is_unreadable(now, name) or is_unreadable(base, name):
        return CatalogueChange(name, errors=True)
    before: Mapping[str, Record] = getattr(base.corpus, name)
    after: Mapping[str, Record] = getattr(now.corpus, name)
    renamed = renamed_entries(before, after)
    entries = tuple(_entry_changes(before, after, renamed))
    order = _order(before, after, renamed) if name == "severities" else None
    return CatalogueChange(name, entries, renamed, order, errors and before != after)


def _entry_changes(
    before: Mapping[str, Record], after: Mapping[str, Record], renamed: Mapping[str, str]
) -> Iterator[EntryChange]:
    """Yield the removed, renamed, changed and added entries, in this order."""
    new_names = set(renamed.values())
    for name, entry in before.items():
        if name not in after and name not in renamed:
            yield EntryChange(name, "", tuple(_fields(entry, None)))
    for old, new in renamed.items():
        yield EntryChange(old, new, tuple(_fields(before[old], after[new])))
    for name, entry in before.items():
        if name in after and after[name] != entry:
            yield EntryChange(name, name, tuple(_fields(entry, after[name])))
    for name, entry in after.items():
        if name not in before and name not in new_names:
            yield EntryChange("", name, tuple(_fields(None, entry)))


def _fields(old: Record | None, new: Record | None) -> Iterator[FieldChange]:
    """Yield the fields that differ, in the order of the format."""
    entry = old or new
    for name in type(entry).model_fields if entry else ():
        values = (getattr(old, name, None), getattr(new, name, None))
        before, after = (None if value == () else value for value in values)
        if before != after:
            yield FieldChange(name, before, after)


def _order(
    before: Mapping[str, Record], after: Mapping[str, Record], renamed: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the old and the new order if a remaining entry has a different rank."""
    old_order = [renamed.get(name, name) for name in before]
    new_ranks = {name: rank for rank, name in enumerate(after)}
    if all(new_ranks.get(name, rank) == rank for rank, name in enumerate(old_order)):
        return None
    return tuple(before), tuple(after)


def _rules(base: ReadResult, now: ReadResult) -> CatalogueChange:
    """Return the changed settings; those that switch a rule off come first."""
    if is_unreadable(now, "rules") or is_unreadable(base, "rules"):
        return CatalogueChange("rules", errors=True)
    names = sorted({*base.rules, *now.rules})
    changes = []
    for name in names:
        old, new = base.rules.get(name, _NO_SETTING), now.rules.get(name, _NO_SETTING)
        if old != new:
            changes.append(EntryChange(name, name, tuple(_fields(old, new))))
    changes.sort(key=lambda change: not is_switched_off(change))
    errors = _has_errors(now, "rules") or _has_errors(base, "rules")
    return CatalogueChange("rules", tuple(changes), errors=errors and base.rules != now.rules)


def is_switched_off(change: EntryChange) -> bool:
    """Return whether the change of a rule's setting switches the rule off."""
    return any(one.name == "level" and one.new == "off" for one in change.fields)


def _has_errors(reading: ReadResult, catalogue: str) -> bool:
    file = f"{catalogue}.yaml"
    return any(
        problem.level == "error" and reading.path_within(problem) == file
        for problem in reading.problems
    )
