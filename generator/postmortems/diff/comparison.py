"""Two readings of the incidents, compared: what came, changed and went, and what it adds up to."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from ..check import Report
from ..lessons import CameBack, Histories, Likeness, Likenesses
from ..model import HEADINGS, Corpus, Incident, Problem
from ..source import Reading
from .findings import Reports

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
class Gain:
    """A lesson that more incidents teach than before.

    `gap` is the time since the incident before the new one, and `backs` what was open then.
    """

    lesson: str
    statement: str
    taught: int
    previous: Incident | None
    gap: timedelta | None
    by: Incident
    backs: tuple[CameBack, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """All that a change does.

    `broken` are incidents that cannot be read as they are now. `entries` are the names that each
    catalogue gains. `held` is the number of findings that the baseline did not know before.
    """

    corpus: Corpus
    report: Report
    added: tuple[Change, ...]
    renamed: tuple[Change, ...]
    changed: tuple[Change, ...]
    removed: tuple[str, ...]
    broken: tuple[str, ...]
    gains: tuple[Gain, ...]
    entries: Mapping[str, tuple[str, ...]]
    new: tuple[Problem, ...]
    mended: int
    held: int


def compare(
    base: Reading,
    now: Reading,
    was: Report,
    report: Report,
    *,
    whole: Report,
    touched: Collection[str],
    renamed: Mapping[str, str],
) -> Comparison:
    """Compare the incidents that were asked for in two readings.

    Args:
        base: the reading before.
        now: the reading after.
        was: what `check` says of the one before.
        report: what `check` says of the one after.
        whole: the same without a baseline.
        touched: the names of the folders in which something changed.
        renamed: the ids that incidents have now, by those they had.
    """
    after = [incident for incident in now.corpus.incidents if incident.id in now.asked]
    readable = {incident.id for incident in after}
    renamed = {old: new for old, new in renamed.items() if new in readable}
    changes = _changes(base, after, now.corpus, {new: old for old, new in renamed.items()})
    removed = set(base.asked) - set(now.asked) - set(renamed)
    known = {*touched, *base.corpus.by_id}
    found = Reports(was, report, whole, renamed, removed)
    same = [change for change in changes if not change.was]
    return Comparison(
        now.corpus,
        report,
        tuple(change for change in same if change.now.id not in base.asked),
        tuple(change for change in changes if change.was),
        tuple(change for change in same if change.now.id in base.asked),
        tuple(sorted(removed)),
        tuple(sorted((set(now.asked) - readable) & known)),
        tuple(_gains(changes, now.corpus)),
        _entries(base, now),
        tuple(found.new),
        found.mended,
        found.held,
    )


def _changes(
    base: Reading, after: list[Incident], corpus: Corpus, old_names: Mapping[str, str]
) -> list[Change]:
    """The incidents that are not as they were; another name is no change of what they say."""
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


def _entries(base: Reading, now: Reading) -> dict[str, tuple[str, ...]]:
    """The names that each catalogue gains, in the order of its file."""
    found = {}
    for catalogue in ("services", "lessons", "severities"):
        before, after = getattr(base.corpus, catalogue), getattr(now.corpus, catalogue)
        found[catalogue] = tuple(name for name in after if name not in before)
    return found


def _gains(changes: list[Change], corpus: Corpus) -> Iterator[Gain]:
    histories = Histories(corpus)
    for change in changes:
        known = change.before.lesson_names if change.before else ()
        for name in change.now.lesson_names:
            if name not in known and name in histories:
                yield _gain(histories, name, change.now)


def _gain(histories: Histories, name: str, incident: Incident) -> Gain:
    history = histories[name]
    place = histories.place(name, incident) or 0
    teachings = history.teachings
    backs = tuple(back for back in history.came_back if back.later.id == incident.id)
    previous = teachings[place - 1].incident if place else None
    gap = teachings[place].gap if teachings else None
    return Gain(name, history.lesson.statement, len(teachings), previous, gap, incident, backs)
