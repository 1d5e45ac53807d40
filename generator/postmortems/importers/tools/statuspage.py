"""Statuspage: `/api/v2/incidents.json`, also of one incident."""

from typing import Any

from ...evidence import Source
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .markup import html_text
from .record import ToolRecord, items
from .tool import Tool, record_by_record

NAME = "statuspage"
RESOLVED = frozenset({"resolved", "postmortem", "completed"})
STATUSES = frozenset({"investigating", "identified", "monitoring"})


def _incidents(source: Source) -> list[ToolRecord]:
    data: Any = source.json
    if isinstance(data, dict) and "incident_updates" in data:
        return [ToolRecord(data)]
    return items(data, "incidents", "incident")


def recognize(source: Source) -> str | None:
    """Recognize incidents with their updates, or a page of Statuspage without incidents."""
    data: Any = source.json
    incidents = _incidents(source)
    if any("incident_updates" in one.values for one in incidents[:3]):
        return "incidents with `incident_updates`"
    if isinstance(data, dict) and {"page", "incidents"} <= data.keys() and not incidents:
        return "an object with `page` and `incidents`"
    return None


def _draft(source: Source, incident: ToolRecord, number: int) -> Draft:
    made = DraftOfRecord(NAME, source, incident, incident.text("id", "shortlink", "name"), number)
    made.put("title", incident.text("name"))
    made.severity(incident.text("impact"), "impact")
    status = incident.text("status")
    made.put("status", "resolved" if status in RESOLVED else status if status in STATUSES else "")
    made.put("times.started", incident.time("started_at"))
    made.put("times.resolved", incident.time("resolved_at"))
    names = [one.text("name") for one in incident.records("components")]
    made.put("impact.user.features", list(dict.fromkeys(filter(None, names))))
    made.services(names)
    made.link("Status page", incident.text("shortlink", "url"))
    for update in reversed(incident.records("incident_updates")):
        _add_update(made, update)
    made.section("Postmortem", html_text(incident.text("postmortem_body")))
    return made.finished()


def _add_update(made: DraftOfRecord, update: ToolRecord) -> None:
    """Add an update as a row of the timeline and as a message of the status page."""
    changes = [
        f"{one.text('name')}: {_words(one.text('old_status'))} to {_words(one.text('new_status'))}"
        for one in update.records("affected_components")
        if one.text("new_status") != one.text("old_status")
    ]
    add_message(
        made,
        update.time("display_at", "created_at"),
        _words(update.text("status")),
        html_text(update.text("body")),
        "; ".join(changes),
    )


def add_message(made: DraftOfRecord, time: str, status: str, body: str, result: str = "") -> None:
    """Add a message of a status page under communication and, with a time, as a row."""
    text = ": ".join(filter(None, (status.capitalize(), body)))
    if time:
        made.row(time, text, result)
    if text:
        made.add_line("response.communication.status_page", " ".join(filter(None, (time, text))))


def _words(status: str) -> str:
    return status.replace("_", " ")


TOOL = Tool(NAME, recognize, record_by_record(_incidents, _draft))
