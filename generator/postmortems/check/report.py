"""The outcome of a check, and what counts as having passed it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from ..model import Level, Problem
from ..scorecard import Step

MOST = 20
"""Problems of one name in one file that are listed one by one."""
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
"""The levels, the worst first."""


def folder_of(path: str, folders: Collection[str]) -> str:
    """Return which of some folders a path is or leads into; empty where it is none."""
    within = (path, *map(str, PurePosixPath(path).parents))
    return next((folder for folder in within if folder in folders), "")


@dataclass(frozen=True)
class Report:
    """What was found.

    `incidents` are the folders that were looked at, as messages name them, and `scorecards` the
    seven steps of those that could be read, by id. `silenced` are the findings that comments allow,
    `baselined` those that the baseline holds, and `gone` is the number of the baseline's entries
    which are found no more. `texts` are the files that were read, by the paths that places name;
    excerpts are taken from them, so that no format opens a file.
    """

    problems: tuple[Problem, ...]
    incidents: tuple[str, ...] = ()
    scorecards: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    silenced: tuple[Problem, ...] = ()
    baselined: tuple[Problem, ...] = ()
    gone: int = 0
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def allowed(self) -> int:
        """The number of findings that comments allow."""
        return len(self.silenced)

    @property
    def known(self) -> int:
        """The number of findings that the baseline holds."""
        return len(self.baselined)

    def fails(self, *, strict: bool = False) -> bool:
        """Whether something is to be mended first: an error, or in a strict check a warning."""
        counts = self.counts
        return bool(counts["error"] or (strict and counts["warning"]))

    @property
    def counts(self) -> Counter[str]:
        """The number of problems of each level, whether they are listed or not."""
        return Counter(problem.level for problem in self.problems)

    @cached_property
    def listed(self) -> tuple[Problem, ...]:
        """The problems to show: of one name in one file at most `MOST`, and how many remain."""
        return tuple(_listed(self.problems))


def _listed(problems: Iterable[Problem]) -> Iterator[Problem]:
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.place.path, problem.rule), []).append(problem)
    # A single one that remains takes no more room than the line that would stand for it.
    omitted = {key: group[MOST:] for key, group in groups.items() if len(group) > MOST + 1}
    number: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        key = problem.place.path, problem.rule
        number[key] += 1
        if key not in omitted or number[key] <= MOST:
            yield problem
        elif number[key] == len(groups[key]):
            yield _remaining(problem, omitted[key])


def _remaining(last: Problem, omitted: list[Problem]) -> Problem:
    """Return what stands at the place of the last problem for those that are not listed."""
    level = min((problem.level for problem in omitted), key=LEVELS.index)
    message = f"and {len(omitted)} more `{last.rule}` in this file"
    hint = "they are listed once those before them are mended or allowed"
    return Problem(last.place, last.rule, message, hint, level, f"and more `{last.rule}`")
