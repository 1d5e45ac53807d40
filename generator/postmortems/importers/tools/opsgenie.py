"""Opsgenie incidents."""

from typing import Any

from ...evidence import Source
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .record import ToolRecord, items
from .tool import Tool, record_by_record

NAME = "opsgenie"
_KEYS = frozenset({"impactStartDate", "impactedServices", "ownerTeam", "responders"})


def _incidents(source: Source) -> list[ToolRecord]:
    data: Any = source.json
    return items(data, "data", "incidents")


def recognize(source: Source) -> str | None:
    """Recognize incidents with `tinyId` and an impact; alerts have none."""
    for incident in _incidents(source)[:3]:
        keys = incident.values.keys()
        if {"tinyId", "message"} <= keys and {"impactStartDate", "impactedServices"} & keys:
            return "incidents with `tinyId` and `impactStartDate`"
    return None


def _draft(source: Source, incident: ToolRecord, number: int) -> Draft:
    made = DraftOfRecord(NAME, source, incident, incident.text("id", "tinyId"), number)
    made.put("title", incident.text("message"))
    made.severity(incident.text("priority"), "priority")
    is_over = incident.text("status") in ("resolved", "closed")
    made.put("status", "resolved" if is_over else "investigating")
    made.put("summary", incident.text("description"))
    made.put("times.started", incident.time("impactStartDate"))
    made.put("times.mitigated", incident.time("impactEndDate"))
    created = incident.time("createdAt")
    made.row(created, "The incident was created" if created else "")
    for event in incident.records("timeline", "entries"):
        made.row(event.time("eventTime", "createdAt"), event.text("title.content", "title"))
    made.link("Opsgenie", incident.text("links.web"))
    return made.finished()


TOOL = Tool(NAME, recognize, record_by_record(_incidents, _draft))
