"""The texts of evidence by which an incident is found: what machines and users said.

All are redacted, and only of files that the reader of the search may know.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence import DerivedEvidence, DerivedFile
from .document import Part

_ANCHOR, _HEADING = "monitoring", "Production Monitoring Data"
_SIGNS = 1.0
"""The weight of names of alerts and messages of logs."""
_REPORT = 0.3
"""The weight of a report on the incident, which can be long."""


def evidence_parts(evidence: DerivedEvidence) -> tuple[Part, ...]:
    """Return the parts of a document that come from evidence."""
    names = (series.name for file in evidence.files for series in file.series)
    texts = (text for file in evidence.files for text in _signs(file))
    signs = tuple(dict.fromkeys(filter(None, (*texts, *names))))
    reports = tuple(
        paragraph for file in evidence.files for paragraph in file.text.split("\n\n") if paragraph
    )
    parts = (
        Part(_SIGNS, signs, _ANCHOR, _HEADING),
        Part(_REPORT, tuple(map(_on_one_line, reports)), "evidence", "Evidence"),
    )
    return tuple(part for part in parts if part.texts)


def _signs(file: DerivedFile) -> Iterator[str]:
    """Yield names of alerts, messages of logs, and the first user report."""
    yield from (alert.name for alert in file.alerts)
    if file.log:
        errors = (file.log.first_error, file.log.last_error)
        yield from (error.text for error in errors if error)
        yield from (message.text for message in file.log.frequent)
    if file.reports and file.reports.first:
        yield file.reports.first.title


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
