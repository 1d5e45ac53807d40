"""Candidates for rows of the timeline: deploys, rollbacks and restarts that logs have."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from ..model import Incident
from .errors import UnreadableEvidenceError
from .readable_text import printable
from .records import LogEntry, Reading
from .redaction import Redactor
from .timeline_rows import CandidateRow
from .window import Window

BEFORE = timedelta(hours=2)
"""How long before the start of an incident a deploy is suggested."""
MOST = 10
"""The rows that are suggested of each file."""
_LONGEST = 200
_DEPLOY = re.compile(
    r"\b(?:deploy(?:ed|ing|ment)?|roll(?:ed|ing)?[ -]?(?:out|back)|releas(?:ed|ing)"
    r"|scaled (?:up|down)|ScalingReplicaSet|helm upgrade|terraform apply|promoted)\b",
    re.IGNORECASE,
)


def deploy_rows(
    incident: Incident, readings: Mapping[int, Reading | UnreadableEvidenceError]
) -> Iterator[CandidateRow]:
    """Yield the first deploys of each log from shortly before the start of an incident to its end.

    Args:
        incident: the incident; without a recorded start nothing is suggested.
        readings: the readings of its evidence by the index of the entry.
    """
    window, redactor = Window.of(incident), Redactor()
    for index, reading in readings.items():
        if isinstance(reading, UnreadableEvidenceError) or not _is_comparable(reading):
            continue
        try:
            for entry in _first_deploys(reading, window):
                text = printable(redactor.redact(entry.message.partition("\n")[0]))[:_LONGEST]
                reason = "a deploy, a rollback or a change of size"
                yield CandidateRow(entry.time, text, index, entry.line, reason)
        except UnreadableEvidenceError:
            continue


def _is_comparable(reading: Reading) -> bool:
    return bool(reading.entries) and reading.has_zone and reading.has_year


def _first_deploys(reading: Reading, window: Window) -> list[LogEntry]:
    """Return the first entries about a deploy; an equal message counts once."""
    deploys: dict[str, LogEntry] = {}
    if window.started is None:
        return []
    first = window.started - BEFORE
    for entry in reading.entries() if reading.entries else ():
        is_near = entry.time >= first and (window.ended is None or entry.time <= window.ended)
        if is_near and _DEPLOY.search(entry.message[:500]):
            deploys.setdefault(entry.message, entry)
    return sorted(deploys.values(), key=lambda entry: entry.time)[:MOST]
