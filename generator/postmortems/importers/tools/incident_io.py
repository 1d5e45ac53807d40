"""incident.io, API v2 and v1: incidents, their updates and their follow-ups."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ...evidence import Source
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .markup import html_text
from .record import ToolRecord, items
from .tool import Tool

NAME = "incident-io"
_PHASES = {
    "impact started": "started",
    "impact started at": "started",
    "started at": "started",
    "started": "started",
    "detected at": "detected",
    "detected": "detected",
    "acknowledged at": "acknowledged",
    "acknowledged": "acknowledged",
    "mitigated at": "mitigated",
    "mitigated": "mitigated",
    "impact ended": "mitigated",
    "impact stopped": "mitigated",
    "resolved at": "resolved",
    "resolved": "resolved",
}
"""The phases by the name of a timestamp; teams add others, which become rows."""
_STATUS = {
    "triage": "investigating",
    "live": "investigating",
    "active": "investigating",
    "learning": "resolved",
    "closed": "resolved",
}
_STATES = {"outstanding": "open", "completed": "done", "deleted": "cancelled"}
_STATES["not_doing"] = "cancelled"


def recognize(source: Source) -> str | None:
    """Recognize incidents with `incident_status`, updates, or follow-ups."""
    data: Any = source.json
    if any("incident_status" in one.values for one in _incidents(data)[:3]):
        return "incidents with `incident_status`"
    if any("new_incident_status" in one.values for one in items(data, "incident_updates")[:3]):
        return "updates of incidents"
    if isinstance(data, dict) and "follow_ups" in data:
        return "follow-ups of incidents"
    return None


def _incidents(data: Any) -> list[ToolRecord]:
    return items(data, "incidents", "incident")


def read(sources: Sequence[Source]) -> list[Draft]:
    """Return a draft for each incident, with the updates and follow-ups of all files."""
    incidents: list[tuple[Source, ToolRecord]] = []
    parts: dict[str, dict[str, list[ToolRecord]]] = {
        "incident_updates": defaultdict(list),
        "follow_ups": defaultdict(list),
    }
    for source in sources:
        data: Any = source.json
        own = [one for one in _incidents(data) if "incident_status" in one.values]
        incidents += [(source, one) for one in own]
        for name, by_incident in parts.items():
            for part in items(data, name) if isinstance(data, dict) else []:
                by_incident[part.text("incident_id", "incident.id")].append(part)
    return [
        _draft(source, one, number, {name: of[one.text("id")] for name, of in parts.items()})
        for number, (source, one) in enumerate(incidents, 1)
    ]


def _draft(
    source: Source,
    incident: ToolRecord,
    number: int,
    parts: Mapping[str, Sequence[ToolRecord]],
) -> Draft:
    made = DraftOfRecord(NAME, source, incident, incident.text("id", "reference"), number)
    made.put("title", incident.text("name"))
    made.severity(incident.text("severity.name"), "severity")
    made.put("status", _STATUS.get(incident.text("incident_status.category"), ""))
    made.put("summary", html_text(incident.text("summary")))
    if reference := incident.text("reference"):
        made.comment("aliases", f"incident.io calls it `{reference}`.")
    if incident.text("mode") in ("test", "tutorial"):
        made.comment("title", f"incident.io has the mode `{incident.text('mode')}`.")
    _add_times(made, incident)
    made.link("incident.io", incident.text("permalink"))
    made.link("Postmortem", incident.text("postmortem_document_url"))
    for update in [*incident.records("incident_updates"), *parts["incident_updates"]]:
        status = update.text("new_incident_status.name")
        words = ": ".join(filter(None, (status, html_text(update.text("message")))))
        made.row(update.time("created_at"), words)
    for item in [*incident.records("follow_ups"), *parts["follow_ups"]]:
        _add_follow_up(made, item)
    return made.finished()


def _add_times(made: DraftOfRecord, incident: ToolRecord) -> None:
    stamps = incident.records("incident_timestamp_values", "timestamps")
    for stamp in stamps:
        name = stamp.text("incident_timestamp.name", "name")
        time = stamp.time("value.value", "value", "last_occurred_at")
        phase = _PHASES.get(name.lower())
        if phase and not made.has(f"times.{phase}"):
            made.put(f"times.{phase}", time)
        elif time and name:
            made.row(time, name)
    if not stamps:
        made.row(incident.time("created_at"), "The incident was declared")


def _add_follow_up(made: DraftOfRecord, item: ToolRecord) -> None:
    state = _STATES.get(item.text("status"), "")
    made.action(
        item.text("title"),
        owner=item.text("assignee.name"),
        state=state,
        done_on=item.time("completed_at")[:10] if state == "done" else "",
        tracker=item.text("external_issue_reference.issue_permalink"),
    )


TOOL = Tool(NAME, recognize, read)
