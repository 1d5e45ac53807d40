"""The outcome of a check, and what counts as having passed it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import Problem
from ..scorecard import Step


@dataclass(frozen=True)
class Report:
    """What was found.

    `incidents` are the folders that were looked at, as messages name them, and `scorecards` the
    seven steps of those that could be read, by id. `allowed` is the number
    of findings that comments silence, `known` that of those the baseline holds, and `gone` that of
    the baseline's entries which are found no more.
    """

    problems: tuple[Problem, ...]
    incidents: tuple[str, ...] = ()
    scorecards: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    allowed: int = 0
    known: int = 0
    gone: int = 0

    def fails(self, *, strict: bool = False) -> bool:
        """Whether something is to be mended first: an error, or in a strict check a warning."""
        counts = self.counts
        return bool(counts["error"] or (strict and counts["warning"]))

    @property
    def counts(self) -> Counter[str]:
        """The number of problems of each level."""
        return Counter(problem.level for problem in self.problems)
