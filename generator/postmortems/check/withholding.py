"""Decide the content that a site withholds: incidents with secrets, and evidence with errors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..model import Problem
from ..reader import ReadResult
from .report import Report

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
    for problem in report.problems:
        if problem.incident is None:
            catalogues = catalogues or problem.rule == SECRET
        # If the rule failed, a secret cannot be ruled out.
        elif SECRET in (problem.rule, problem.failed_rule):
            incidents.setdefault(problem.incident, problem)
        elif problem.level == "error":
            file = reading.folders[problem.incident].path_within(problem)
            if "/" in file:
                files.add((problem.incident, file))
    return Withheld(incidents, frozenset(files), catalogues)
