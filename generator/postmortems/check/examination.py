"""Check an incident right after it is read, while its parsed files are in memory."""

from dataclasses import dataclass, replace
from datetime import date

from ..insights import CorpusFacts
from ..model import Problem
from ..reader import Catalogues, IncidentFolder, ReadResult
from .derived_evidence import evidence_digest, evidence_size
from .incident_checks import IncidentChecks, IncidentFindings, RawFindings


@dataclass(frozen=True)
class Examination:
    """The findings of an incident as if there were no others.

    Args:
        findings: its findings, except those of rules that compare incidents.
        problems: the problems of the reader that were known before references were checked.
        evidence: a hash of its evidence; None if that is not plain files.
    """

    findings: IncidentFindings
    problems: tuple[Problem, ...]
    evidence: bytes | None


LARGE_EVIDENCE = 200_000
"""The bytes of evidence from which an incident is not examined, since no cache is at hand then."""


def examine(folder: IncidentFolder, catalogues: Catalogues, as_of: date) -> Examination | None:
    """Run the rules on an incident, except for those that compare incidents.

    None if its evidence is so large that a cache should be asked first.
    """
    if evidence_size(folder) > LARGE_EVIDENCE:
        return None
    evidence = evidence_digest(folder)  # before it is searched, in case that it changes
    problems = tuple(replace(problem, incident=folder.id) for problem in folder.problems)
    is_valid = not any(problem.level == "error" for problem in problems)
    incidents = [folder.incident] if folder.incident and is_valid else []
    corpus = catalogues.corpus(as_of, incidents)
    names = {folder.id: folder}
    reading = ReadResult(corpus, problems, names, (folder.id,), rules=catalogues.rules)
    checks = IncidentChecks(reading, CorpusFacts(corpus))
    findings = checks.run(folder.id, RawFindings())
    return Examination(findings, tuple(sorted(problems)), evidence)
