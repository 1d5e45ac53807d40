"""Rows of the timeline that evidence suggests, as YAML to choose from."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from ..cache import Cache
from ..check import derived_evidence
from ..evidence import CandidateRow, candidate_rows, deploy_rows, read_entries
from ..model import Incident
from ..reader import ReadResult
from .chat_rows import chat_rows


def timeline_suggestions(
    reading: ReadResult, chosen: Sequence[Incident], cache: Cache
) -> tuple[list[dict[str, Any]], Iterator[str]]:
    """Return the candidates of each incident as data, and as lines of YAML."""
    candidates = [(one, _candidates(reading, one, cache)) for one in chosen]
    data = [
        {"incident": incident.id, "rows": [_fields(incident, row) for row in rows]}
        for incident, rows in candidates
        if rows
    ]
    return data, _lines(candidates)


def _candidates(reading: ReadResult, incident: Incident, cache: Cache) -> tuple[CandidateRow, ...]:
    folder = reading.folders[incident.id]
    derived = derived_evidence(folder, incident, cache)
    deploys = deploy_rows(incident, read_entries(folder.path, incident))
    return candidate_rows(incident, derived, (*deploys, *chat_rows(folder.path, incident)))


def _fields(incident: Incident, row: CandidateRow) -> dict[str, Any]:
    return {
        "time": _time(row.time),
        "event": row.event,
        "evidence": incident.evidence[row.index].file,
        "line": row.line,
        "reason": row.reason,
        "near_row": None if row.near is None else row.near + 1,
    }


def _lines(
    candidates: Sequence[tuple[Incident, tuple[CandidateRow, ...]]],
) -> Iterator[str]:
    for incident, rows in candidates:
        if rows:
            yield f"# {incident.id}: candidates for the timeline; choose, and word them yourself"
        for row in rows:
            yield from _row_lines(incident, row)


def _row_lines(incident: Incident, row: CandidateRow) -> Iterator[str]:
    file = incident.evidence[row.index].file
    place = f"{file}:{row.line}" if row.line else file
    near = "" if row.near is None else f"; row {row.near + 1} has almost the same time"
    yield f"# {_on_one_line(place)}: {row.reason}{near}"
    yield f"- time: {_time(row.time)}"
    yield f"  event: {json.dumps(row.event, ensure_ascii=False)}"
    yield f"  evidence: {json.dumps(file, ensure_ascii=False)}"


def _on_one_line(text: str) -> str:
    """Return a file's path as it can stand in a comment."""
    return " ".join(text.split())


def _time(time: datetime) -> str:
    """Return a time as the format writes it, with seconds only where they are not 0."""
    seconds = time.replace(microsecond=0)
    return seconds.strftime("%Y-%m-%dT%H:%M:%SZ" if seconds.second else "%Y-%m-%dT%H:%MZ")
