"""Check an incident right after it is read, while its parsed files are in memory."""

from dataclasses import dataclass, replace
from datetime import date

from ..cache import digest
from ..insights import CorpusFacts
from ..model import Problem
from ..reader import Catalogues, IncidentFolder, ReadResult
from ..reader.evidence import MAX_BYTES
from ..reader.files import FileTooLargeError, NotARegularFileError, read_bytes
from .incident_checks import IncidentChecks, IncidentFindings, RawFindings


@dataclass(frozen=True)
class Examination:
    """The findings of an incident as if there were no others.

    Args:
        findings: its findings, except those of rules that compare incidents.
        problems: the problems of the reader that were known before references were checked.
        evidence: a hash of its published evidence; None if that is not plain files.
    """

    findings: IncidentFindings
    problems: tuple[Problem, ...]
    evidence: bytes | None


def evidence_digest(folder: IncidentFolder) -> bytes | None:
    """Return a hash of the published evidence of an incident; None if it is not plain files."""
    parts: list[str | bytes] = []
    for row in folder.incident.evidence if folder.incident else ():
        if row.publish:
            try:
                parts += [row.file, read_bytes(folder.path / row.file, MAX_BYTES)]
            except (OSError, UnicodeEncodeError, NotARegularFileError, FileTooLargeError):
                return None
    return digest(*parts)


def examine(folder: IncidentFolder, catalogues: Catalogues, as_of: date) -> Examination:
    """Run the rules on an incident, except for those that compare incidents."""
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
