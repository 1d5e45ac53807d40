"""The incidents that a change adds, renames, changes or removes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..lessons import Likeness, Likenesses
from ..model import HEADINGS, Corpus, Incident
from ..source import Reading

ALIKE = 3
"""As many incidents are named that one looks like."""


@dataclass(frozen=True)
class Change:
    """An incident that is new, or not as it was; `before` is None for a new one.

    `was` is the id that it had, where that is another.
    """

    now: Incident
    before: Incident | None = None
    was: str = ""
    alike: tuple[Likeness, ...] = ()

    @property
    def sections(self) -> list[str]:
        """The headings of the sections that are not as they were."""
        if self.before is None:
            return []
        found = [
            heading
            for name, heading in HEADINGS.items()
            if name != "overview" and getattr(self.now, name) != getattr(self.before, name)
        ]
        own = [
            name
            for name in type(self.now).model_fields
            if name not in HEADINGS and getattr(self.now, name) != getattr(self.before, name)
        ]
        return [HEADINGS["overview"], *found] if own else found


@dataclass(frozen=True)
class Removed:
    """An incident that is gone; `incident` is None where it could not be read before.

    `heir` is the incident that has its id among its aliases now.
    """

    id: str
    incident: Incident | None = None
    heir: Incident | None = None


def changed_incidents(
    base: Reading, after: list[Incident], corpus: Corpus, old_names: Mapping[str, str]
) -> list[Change]:
    """Return the incidents that are not as they were; another name alone is no change of content.

    Args:
        base: the reading before.
        after: the incidents that were asked for, as they are now.
        corpus: all that was read of now.
        old_names: the ids that incidents had, by those they have.
    """
    likenesses = Likenesses(corpus)
    changes = []
    for incident in after:
        old = old_names.get(incident.id, "")
        name = old or incident.id
        before = base.corpus.by_id.get(name) if name in base.asked else None
        if before and old:
            before = before.model_copy(update={"id": incident.id})
        if old or incident != before:
            alike = tuple(likenesses.of(incident)[:ALIKE])
            changes.append(Change(incident, before, old, alike))
    return changes


def removed_incident(name: str, base: Reading, now: Reading) -> Removed:
    """Return an incident that is gone, with whichever has its id for an alias now."""
    return Removed(name, base.corpus.by_id.get(name), now.corpus.by_id.get(name))


def renamed_by_alias(now: Reading, gone: Collection[str], come: Collection[str]) -> dict[str, str]:
    """Return the new ids of incidents whose old id is an alias of a new folder, by the old id.

    Args:
        now: the reading after.
        gone: the folders that are no more.
        come: the folders that were not there.
    """
    heirs = {name: now.corpus.by_id.get(name) for name in sorted(gone)}
    old_names: dict[str, str] = {}
    for old, heir in heirs.items():
        if heir and heir.id in come:
            old_names.setdefault(heir.id, old)
    return {old: new for new, old in old_names.items()}
