"""Check an incident while it is read, when its parsed files are in memory."""

from dataclasses import dataclass, replace
from datetime import date

from ..insights import CorpusFacts
from ..model import Problem
from ..reader import Catalogues, IncidentFolder, ReadResult
from .incident_checks import IncidentChecks, IncidentFindings, RawFindings


@dataclass(frozen=True)
class Examination:
    """The findings of an incident as if there were no others.

    Args:
        findings: its findings.
        problems: the problems of the reader that were known then.
    """

    findings: IncidentFindings
    problems: tuple[Problem, ...]


def examine(folder: IncidentFolder, catalogues: Catalogues, as_of: date) -> Examination:
    """Run the rules on an incident, except for those that compare incidents."""
    problems = tuple(replace(problem, incident=folder.id) for problem in folder.problems)
    is_valid = not any(problem.level == "error" for problem in problems)
    incidents = [folder.incident] if folder.incident and is_valid else []
    corpus = catalogues.corpus(as_of, incidents)
    names = {folder.id: folder}
    reading = ReadResult(corpus, problems, names, (folder.id,), rules=catalogues.rules)
    checks = IncidentChecks(reading, CorpusFacts(corpus))
    return Examination(checks.run(folder.id, RawFindings()), tuple(sorted(problems)))
