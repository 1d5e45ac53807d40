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
    seven steps of those that could be read, by id. `silenced` are the findings that comments allow,
    `held` those that the baseline holds, and `gone` is the number of the baseline's entries which
    are found no more.
    """

    problems: tuple[Problem, ...]
    incidents: tuple[str, ...] = ()
    scorecards: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    silenced: tuple[Problem, ...] = ()
    held: tuple[Problem, ...] = ()
    gone: int = 0

    @property
    def allowed(self) -> int:
        """The number of findings that comments allow."""
        return len(self.silenced)

    @property
    def known(self) -> int:
        """The number of findings that the baseline holds."""
        return len(self.held)

    def fails(self, *, strict: bool = False) -> bool:
        """Whether something is to be mended first: an error, or in a strict check a warning."""
        counts = self.counts
        return bool(counts["error"] or (strict and counts["warning"]))

    @property
    def counts(self) -> Counter[str]:
        """The number of problems of each level."""
        return Counter(problem.level for problem in self.problems)
