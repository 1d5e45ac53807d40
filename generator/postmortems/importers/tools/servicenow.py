"""ServiceNow: records of the table `incident`. Times have no zone and are in UTC."""

from datetime import UTC
from typing import Any

from ...evidence import Source
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .record import ToolRecord, items, written_time
from .tool import Tool, record_by_record

NAME = "servicenow"
_RESOLVED = frozenset({"6", "7", "resolved", "closed"})
_CANCELLED = frozenset({"8", "canceled", "cancelled"})
_OPEN = frozenset({"1", "2", "3", "new", "in progress", "on hold"})


def _incidents(source: Source) -> list[ToolRecord]:
    data: Any = source.json
    return items(data, "result", "records")


def recognize(source: Source) -> str | None:
    """Recognize records with `short_description` and `number`."""
    for incident in _incidents(source)[:3]:
        if {"number", "short_description"} <= incident.values.keys():
            return "records with `number` and `short_description`"
    return None


def _text(incident: ToolRecord, name: str) -> str:
    """Return the text of a field, which may have a value for display beside its own."""
    return incident.text(f"{name}.display_value", f"{name}.value", name)


def _time(incident: ToolRecord, *names: str) -> str:
    for name in names:
        # The value for display is in the zone of whoever exported it.
        value = incident.text(f"{name}.value", name)
        if time := written_time(value, UTC):
            return time
    return ""


def _draft(source: Source, incident: ToolRecord, number: int) -> Draft:
    key = _text(incident, "number") or _text(incident, "sys_id")
    made = DraftOfRecord(NAME, source, incident, key, number)
    made.put("title", _text(incident, "short_description"))
    made.severity(_text(incident, "severity"), "severity")
    if priority := _text(incident, "priority"):
        made.comment("severity", f"ServiceNow has the priority `{priority}`.")
    state = _text(incident, "state").lower()
    made.put("status", "resolved" if state in _RESOLVED else "")
    made.put("status", "investigating" if state in _OPEN else "")
    if state in _CANCELLED:
        made.comment("status", "ServiceNow has the state canceled.")
    made.put("summary", _text(incident, "description"))
    made.put("times.resolved", _time(incident, "resolved_at", "closed_at"))
    opened = _time(incident, "opened_at", "sys_created_on")
    made.row(opened, f"{key} was opened" if opened else "")
    notes = _text(incident, "close_notes")
    closed = _time(incident, "resolved_at", "closed_at")
    made.row(closed, notes and f"Resolved: {notes}")
    made.services([_text(incident, "business_service"), _text(incident, "cmdb_ci")])
    for name in ("work_notes", "comments"):
        made.unplaced(_text(incident, name), f"`{name}` has no place")
    return made.finished()


TOOL = Tool(NAME, recognize, record_by_record(_incidents, _draft))
