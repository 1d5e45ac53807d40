"""Decide the content that a site withholds: incidents with secrets, and evidence with errors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..model import Problem
from ..reader import ReadResult
from .report import Report, folder_of
from .rule_failure import NAME as FAILED
from .rules import RULES

SECRET = "secret"  # noqa: S105 - the name of a rule


@dataclass(frozen=True)
class Withheld:
    """Content that is withheld from a site.

    `incidents` maps the id of each incident that is withheld as a whole to the first problem that
    is the reason. `files` are evidence files that are not offered, as (id, path within the
    incident's folder). `catalogues` is true if a catalogue contains a secret.
    """

    incidents: Mapping[str, Problem] = field(default_factory=dict)
    files: frozenset[tuple[str, str]] = frozenset()
    catalogues: bool = False

    def problems(self) -> Iterator[str]:
        """Yield a line for each withheld incident, with the reason and a remedy."""
        for name, problem in self.incidents.items():
            yield (
                f"withheld: the pages and files of `{name}` are not on the site: "
                f"{problem.place}: {problem.message}; remove it, or write "
                f"`# postmortems: allow {SECRET}: reason` where it is not a secret"
            )


def withheld(reading: ReadResult, report: Report) -> Withheld:
    """Return the content that a site of these incidents must not show.

    Args:
        reading: the whole corpus, as read.
        report: the report of a check without a baseline. Findings suppressed by comments do not
            withhold anything.
    """
    incidents: dict[str, Problem] = {}
    files: set[tuple[str, str]] = set()
    catalogues = False
    names = {reading.folders[name].display_path: name for name in reading.asked}
    for problem in report.problems:
        display_path = folder_of(problem.place.path, names)
        file = problem.place.path[len(display_path) + 1 :]
        if not display_path:
            catalogues = catalogues or problem.rule == SECRET
        elif problem.rule == SECRET or _is_unchecked(problem):
            incidents.setdefault(names[display_path], problem)
        elif "/" in file and problem.level == "error":
            files.add((names[display_path], file))
    return Withheld(incidents, frozenset(files), catalogues)


def _is_unchecked(problem: Problem) -> bool:
    """Return whether the rule `secret` failed, so that a secret cannot be ruled out."""
    return problem.rule == FAILED and f"`{RULES[SECRET].name}`" in problem.message
