"""PagerDuty, REST API v2: incidents with their log entries and notes."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from ...evidence import Source
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .record import ToolRecord, items
from .tool import Tool

NAME = "pagerduty"
_EVENTS = {
    "trigger": "Triggered",
    "acknowledge": "Acknowledged",
    "unacknowledge": "The acknowledgement timed out",
    "escalate": "Escalated",
    "snooze": "Snoozed",
    "resolve": "Resolved",
    "annotate": "Note",
    "severity_change": "The severity was changed",
    "priority_change": "The priority was changed",
    "urgency_change": "The urgency was changed",
}
"""The types of log entries that become rows; others, such as notifications, name people only."""


def recognize(source: Source) -> str | None:
    """Recognize incidents with `incident_number`, log entries, or notes."""
    data: Any = source.json
    if any("incident_number" in one.values for one in _incidents(data)[:3]):
        return "incidents with `incident_number`"
    if any(one.text("type").endswith("_log_entry") for one in items(data, "log_entries")[:3]):
        return "log entries of incidents"
    if isinstance(data, dict) and "notes" in data:
        notes = items(data, "notes")
        if notes and all({"content", "created_at"} <= one.values.keys() for one in notes[:3]):
            return "notes of an incident"
    return None


def _incidents(data: Any) -> list[ToolRecord]:
    return items(data, "incidents", "incident")


def read(sources: Sequence[Source]) -> list[Draft]:
    """Return a draft for each incident, with the log entries and notes of all files."""
    incidents: list[tuple[Source, ToolRecord]] = []
    entries: dict[str, list[ToolRecord]] = defaultdict(list)
    notes: list[tuple[Source, ToolRecord]] = []
    loose: dict[str, tuple[Source, ToolRecord]] = {}
    for source in sources:
        data: Any = source.json
        if any("incident_number" in one.values for one in _incidents(data)):
            incidents += [(source, one) for one in _incidents(data)]
        for entry in items(data, "log_entries") if isinstance(data, dict) else []:
            key = entry.text("incident.id")
            entries[key].append(entry)
            loose.setdefault(key, (source, ToolRecord.of(entry.value("incident"))))
        if isinstance(data, dict) and "incident_number" not in data:
            notes += [(source, note) for note in items(data, "notes")]
    known = {one.text("id") for _, one in incidents}
    incidents += [loose[key] for key in loose if key not in known]
    return [
        _draft(source, one, number, entries[one.text("id")], notes if len(incidents) == 1 else [])
        for number, (source, one) in enumerate(incidents, 1)
    ]


def _draft(
    source: Source,
    incident: ToolRecord,
    number: int,
    entries: Sequence[ToolRecord],
    notes: Sequence[tuple[Source, ToolRecord]],
) -> Draft:
    key = incident.text("id", "incident_number", "incident_key")
    made = DraftOfRecord(NAME, source, incident, key, number)
    summary = incident.text("summary")
    made.put("title", incident.text("title") or summary.partition("] ")[2] or summary)
    made.severity(incident.text("priority.summary", "priority.name"), "priority")
    if urgency := incident.text("urgency"):
        made.comment("severity", f"PagerDuty has the urgency `{urgency}`.")
    own = [*incident.records("log_entries"), *entries]
    _add_phases(made, incident, own)
    made.services([incident.text("service.summary", "service.name")])
    made.link("PagerDuty", incident.text("html_url"))
    for entry in sorted(own, key=lambda one: one.text("created_at")):
        _add_entry(made, entry)
    if not own:
        made.row(incident.time("created_at"), "The incident was triggered")
    for note in [*incident.records("notes"), *(note for _, note in notes)]:
        made.row(note.time("created_at"), note.text("content"))
    return made.finished()


def _add_phases(made: DraftOfRecord, incident: ToolRecord, entries: Sequence[ToolRecord]) -> None:
    status = incident.text("status")
    resolved = incident.time("resolved_at")
    if status == "resolved":
        resolved = resolved or incident.time("last_status_change_at")
    acknowledged = [one.time("at") for one in incident.records("acknowledgements")]
    acknowledged += [one.time("created_at") for one in entries if _type(one) == "acknowledge"]
    made.put("times.detected", incident.time("created_at") or _first(entries, "trigger"))
    made.put("times.acknowledged", min(filter(None, acknowledged), default=""))
    made.put("times.resolved", resolved or _first(entries, "resolve"))
    if status in ("triggered", "acknowledged"):
        made.put("status", "investigating")
    elif status == "resolved":
        made.put("status", "resolved")


def _type(entry: ToolRecord) -> str:
    return entry.text("type").removesuffix("_reference").removesuffix("_log_entry")


def _first(entries: Sequence[ToolRecord], kind: str) -> str:
    return min((one.time("created_at") for one in entries if _type(one) == kind), default="")


def _add_entry(made: DraftOfRecord, entry: ToolRecord) -> None:
    """Add a log entry as a row, without the people whom its summary names."""
    kind, time = _type(entry), entry.time("created_at")
    if kind not in _EVENTS:
        return
    words = ""
    if kind == "trigger":
        words = entry.text("channel.subject", "event_details.description", "channel.summary")
    elif kind == "annotate":
        words = entry.text("note", "channel.summary", "summary")
    made.row(time, ": ".join(filter(None, (_EVENTS[kind], words))))
    if kind == "escalate":
        made.add_line("response.communication.escalation", f"{time} Escalated")


TOOL = Tool(NAME, recognize, read)
