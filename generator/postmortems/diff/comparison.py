"""Two readings of the incidents, compared: what came, changed and went, and what it adds up to."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from ..check import Report
from ..lessons import CameBack, Histories, Likeness, Likenesses
from ..model import HEADINGS, Corpus, Incident, Problem
from ..source import Reading

ALIKE = 3
"""As many incidents are named that one looks like."""


@dataclass(frozen=True)
class Change:
    """An incident that is new, or not as it was; `before` is None for a new one."""

    now: Incident
    before: Incident | None = None
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
    """All that a change does. `broken` are incidents that cannot be read as they are now."""

    corpus: Corpus
    report: Report
    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    removed: tuple[str, ...]
    broken: tuple[str, ...]
    gains: tuple[Gain, ...]
    new: tuple[Problem, ...]
    mended: int


def compare(base: Reading, now: Reading, was: Report, report: Report) -> Comparison:
    """Compare the incidents that were asked for in two readings.

    Args:
        base: the reading before.
        now: the reading after.
        was: what `check` says of the one before.
        report: what `check` says of the one after.
    """
    likenesses = Likenesses(now.corpus)
    before = {name: base.corpus.by_id.get(name) for name in base.asked}
    after = [incident for incident in now.corpus.incidents if incident.id in now.asked]
    changes = [
        Change(incident, before.get(incident.id), tuple(likenesses.of(incident)[:ALIKE]))
        for incident in after
        if incident != before.get(incident.id)
    ]
    new, mended = _findings(was, report)
    readable = {incident.id for incident in after}
    return Comparison(
        now.corpus,
        report,
        tuple(change for change in changes if change.now.id not in base.asked),
        tuple(change for change in changes if change.now.id in base.asked),
        tuple(sorted(set(base.asked) - set(now.asked))),
        tuple(sorted(set(now.asked) - readable)),
        tuple(_gains(changes, now.corpus)),
        new,
        mended,
    )


def _findings(was: Report, now: Report) -> tuple[tuple[Problem, ...], int]:
    """The problems that are new, and how many are gone; one may have moved to another line."""
    known = Counter(map(_identity, was.problems))
    new = []
    for problem in now.problems:
        if known[_identity(problem)] > 0:
            known[_identity(problem)] -= 1
        else:
            new.append(problem)
    return tuple(new), known.total()


def _identity(problem: Problem) -> tuple[str, str, str]:
    parts = problem.place.path.split("/")
    return "/".join(parts[-2:]), problem.rule, problem.message


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
