"""FireHydrant: incidents with their milestones."""

from typing import Any

from ...evidence import Source
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .json_api import names_of
from .markup import html_text
from .record import ToolRecord, items
from .tool import Tool, record_by_record

NAME = "firehydrant"
_PHASES = frozenset({"started", "detected", "acknowledged", "mitigated", "resolved"})
_ROWS = frozenset({"investigating", "identified"})
_STATUS = {
    "started": "investigating",
    "detected": "investigating",
    "acknowledged": "investigating",
    "investigating": "investigating",
    "identified": "identified",
    "mitigated": "monitoring",
    "resolved": "resolved",
    "postmortem_started": "resolved",
    "postmortem_completed": "resolved",
    "retrospective_started": "resolved",
    "retrospective_completed": "resolved",
    "closed": "resolved",
}
_STATES = {"open": "open", "in_progress": "in-progress", "done": "done", "cancelled": "cancelled"}


def _incidents(source: Source) -> list[ToolRecord]:
    data: Any = source.json
    single = [ToolRecord(data)] if isinstance(data, dict) and "milestones" in data else []
    return single or items(data, "data", "incidents")


def recognize(source: Source) -> str | None:
    """Recognize incidents with `milestones`."""
    for incident in _incidents(source)[:3]:
        if {"milestones", "current_milestone"} & incident.values.keys() and incident.text("name"):
            return "incidents with `milestones`"
    return None


def _draft(source: Source, incident: ToolRecord, number: int) -> Draft:
    made = DraftOfRecord(NAME, source, incident, incident.text("id", "number"), number)
    made.put("title", incident.text("name"))
    severity = incident.text("severity.slug", "severity")
    if severity != "UNSET":
        made.severity(severity, "severity")
    if priority := incident.text("priority.slug", "priority"):
        made.comment("severity", f"FireHydrant has the priority `{priority}`.")
    made.put("status", _STATUS.get(incident.text("current_milestone"), ""))
    customers = html_text(incident.text("customer_impact_summary"))
    texts = [
        html_text(incident.text("summary")),
        html_text(incident.text("description")),
        customers and f"Impact on customers: {customers}",
    ]
    made.put("summary", "\n\n".join(dict.fromkeys(filter(None, texts))))
    _add_times(made, incident)
    names = [name for key in ("services", "functionalities") for name in names_of(incident, key)]
    made.services(names)
    made.link("FireHydrant", incident.text("incident_url"))
    _add_texts(made, incident)
    return made.finished()


def _add_times(made: DraftOfRecord, incident: ToolRecord) -> None:
    for milestone in incident.records("milestones"):
        kind, time = milestone.text("type", "slug"), milestone.time("occurred_at")
        if kind in _PHASES and not made.has(f"times.{kind}"):
            made.put(f"times.{kind}", time)
        elif kind in _ROWS and time:
            made.row(time, kind.capitalize())
    if not made.has("times.started"):
        made.put("times.started", incident.time("started_at"))


def _add_texts(made: DraftOfRecord, incident: ToolRecord) -> None:
    """Add the notes, the answers of the retrospective, and the follow-ups."""
    for note in incident.records("events", "notes"):
        text = html_text(note.text("data.body", "body"))
        made.row(note.time("occurred_at", "created_at"), text)
    for question in incident.records("questions", "retrospective.questions"):
        made.section(question.text("title", "question"), html_text(question.text("body", "answer")))
    for ticket in incident.records("incident_tickets", "tickets"):
        if ticket.text("type") in ("follow_up", "task"):
            made.action(ticket.text("summary"), state=_STATES.get(ticket.text("state"), ""))


TOOL = Tool(NAME, recognize, record_by_record(_incidents, _draft))
