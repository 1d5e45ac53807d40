"""What a document says, from the JSON that was written by hand."""

from dataclasses import dataclass
from typing import Any

from tests.real.matching import Candidate
from tests.real.times import day_of, is_day, rows_of_day

_PHASES = {
    "start": "started",
    "detected": "detected",
    "mitigated": "mitigated",
    "resolved": "resolved",
}


@dataclass(frozen=True)
class Expected:
    """The rows, labelled times and action items of a document."""

    rows: list[Candidate]
    times: dict[str, str]
    actions: list[Candidate]


def expected_of(record: dict[str, Any]) -> Expected:
    """What a record says. A row that is a day with several times becomes a row for each."""
    rows: list[Candidate] = []
    for row in record.get("timeline", []):
        at, text = row.get("time"), row.get("text", "")
        day = day_of(at)
        parts = rows_of_day(text, day, None) if day and is_day(at) else []
        if parts:
            rows += [Candidate(time[11:16], part) for time, part in parts]
        else:
            rows.append(Candidate((at or "")[11:16], text))
    times = {phase: str(record[key]) for key, phase in _PHASES.items() if record.get(key)}
    actions = [Candidate("", item["text"]) for item in record.get("action_items", [])]
    return Expected(rows, times, actions)
