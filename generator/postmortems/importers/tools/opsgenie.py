"""Opsgenie incidents."""

from collections.abc import Sequence
from typing import Any

from ...evidence import Source
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .record import ToolRecord, items
from .tool import Tool

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


def read(sources: Sequence[Source]) -> list[Draft]:
    """Return a draft for each incident."""
    return [
        _draft(source, incident, number)
        for source in sources
        for number, incident in enumerate(_incidents(source), 1)
    ]


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


TOOL = Tool(NAME, recognize, read)
