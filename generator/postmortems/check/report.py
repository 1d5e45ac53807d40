"""The result of a check, and whether it fails."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..evidence import DerivedEvidence
from ..model import Level, Problem
from ..scorecard import Step

MAX_LISTED = 20
"""The most problems of one rule in one file that are listed one by one."""
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
"""The levels, worst first."""


@dataclass(frozen=True)
class Report:
    """The result of a check.

    `incidents` holds the display paths of the checked folders by id, and `scorecards` the seven
    steps of each incident that could be read, by id. `suppressed` are the findings that comments
    allow, `baselined` those in the baseline, and `stale` is the number of baseline entries that
    match no finding. `texts` holds the contents of the files that were read, by path, so that no
    format has to open a file for its excerpts.
    """

    problems: tuple[Problem, ...]
    incidents: Mapping[str, str] = field(default_factory=dict)
    scorecards: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    suppressed: tuple[Problem, ...] = ()
    baselined: tuple[Problem, ...] = ()
    stale: int = 0
    texts: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, DerivedEvidence] = field(default_factory=dict)

    def fails(self, *, strict: bool = False) -> bool:
        """Return whether there is an error or, if `strict`, a warning."""
        counts = self.counts
        return bool(counts["error"] or (strict and counts["warning"]))

    @property
    def counts(self) -> Counter[str]:
        """The number of problems of each level, listed or not."""
        return Counter(problem.level for problem in self.problems)

    @cached_property
    def listed(self) -> tuple[Problem, ...]:
        """The problems to show: `MAX_LISTED` per rule and file, and the number of the others."""
        return tuple(_listed(self.problems))


def _listed(problems: Iterable[Problem]) -> Iterator[Problem]:
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.place.path, problem.rule), []).append(problem)
    # If only one would be omitted, listing it takes no more room than counting it.
    omitted = {
        key: group[MAX_LISTED:] for key, group in groups.items() if len(group) > MAX_LISTED + 1
    }
    number: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        key = problem.place.path, problem.rule
        number[key] += 1
        if key not in omitted or number[key] <= MAX_LISTED:
            yield problem
        elif number[key] == len(groups[key]):
            yield _omission(problem, omitted[key])


def _omission(last: Problem, omitted: list[Problem]) -> Problem:
    """Return the line for the omitted problems, at the place of the last one."""
    level = min((problem.level for problem in omitted), key=LEVELS.index)
    message = f"and {len(omitted)} more `{last.rule}` in this file"
    hint = "they are listed once those before them are fixed or suppressed"
    stable_message = f"and more `{last.rule}`"
    return replace(last, message=message, hint=hint, level=level, stable_message=stable_message)
