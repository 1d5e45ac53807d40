"""What `check` says before and after a change, compared."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from ..check import Report
from ..model import Problem

Identity = tuple[tuple[str, ...], str, str]
"""What makes a problem the same one in two readings: its folder and file, its rule and what it
says."""


@dataclass(frozen=True)
class Reports:
    """What `check` says of two readings.

    `was` is of the one before and `now` of the one after; `whole` is that without its baseline.
    `renamed` are the folders that have another name now, by the one they had, and `removed` those
    that are gone.
    """

    was: Report
    now: Report
    whole: Report
    renamed: Mapping[str, str] = field(default_factory=dict)
    removed: Collection[str] = ()

    @property
    def new(self) -> Iterator[Problem]:
        """The problems that are new; one that was there may have moved to another line."""
        known = self._before
        for problem in self.now.problems:
            if known[_identity(problem)] > 0:
                known[_identity(problem)] -= 1
            else:
                yield problem

    @property
    def held(self) -> int:
        """How many that were told before the baseline holds now."""
        return self._held.total()

    @property
    def mended(self) -> int:
        """How many are gone; those of an incident that is gone are not mended by that."""
        return (self._left - self._held).total()

    @property
    def _before(self) -> Counter[Identity]:
        return Counter(_identity(problem, self.renamed) for problem in self.was.problems)

    @property
    def _left(self) -> Counter[Identity]:
        left = self._before - Counter(map(_identity, self.now.problems))
        return Counter({at: left[at] for at in left if set(at[0]).isdisjoint(self.removed)})

    @property
    def _held(self) -> Counter[Identity]:
        hidden = Counter(map(_identity, self.whole.problems))
        return self._left & (hidden - Counter(map(_identity, self.now.problems)))


def _identity(problem: Problem, renamed: Mapping[str, str] | None = None) -> Identity:
    parts = problem.place.path.split("/")[-2:]
    return tuple((renamed or {}).get(part, part) for part in parts), problem.rule, problem.known_as
