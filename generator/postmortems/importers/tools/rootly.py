"""Rootly, API v1: incidents with their events and action items."""

from collections.abc import Iterable, Sequence

from ...evidence import Source
from ..draft import Draft
from .draft_of_record import DraftOfRecord
from .json_api import names_of, resources
from .markup import html_text
from .record import ToolRecord
from .tool import Tool

NAME = "rootly"
_KEYS = frozenset({"in_triage_at", "mitigated_at", "mitigation_message", "sequential_id"})
_PHASES = ("started", "detected", "acknowledged", "mitigated", "resolved")
_STATUS = {
    "in_triage": "investigating",
    "started": "investigating",
    "detected": "investigating",
    "acknowledged": "investigating",
    "mitigated": "monitoring",
    "resolved": "resolved",
    "closed": "resolved",
}
_STATES = {"open": "open", "in_progress": "in-progress", "done": "done", "cancelled": "cancelled"}
_EVENTS, _ITEMS = "incident_events", "incident_action_items"


def recognize(source: Source) -> str | None:
    """Recognize resources with the attributes of Rootly."""
    for resource, attributes in list(resources(source))[:3]:
        if resource.text("type") in (_EVENTS, _ITEMS):
            return "parts of incidents of Rootly"
        if len(_KEYS & attributes.values.keys()) > 1 and "fields" not in attributes.values:
            return "incidents with `in_triage_at` and `mitigation_message`"
    return None


def read(sources: Sequence[Source]) -> list[Draft]:
    """Return a draft for each incident, with the events and action items of all files."""
    incidents: list[tuple[Source, ToolRecord, ToolRecord]] = []
    parts: list[tuple[ToolRecord, ToolRecord]] = []
    for source in sources:
        own = list(resources(source))
        parts += [one for one in own if one[0].text("type") in (_EVENTS, _ITEMS)]
        parts += resources(source, included=True)
        incidents += [(source, *one) for one in own if one[0].text("type") not in (_EVENTS, _ITEMS)]
    return [
        _draft(source, resource, number, _parts_of(resource, parts, only=len(incidents) == 1))
        for number, (source, resource, _) in enumerate(incidents, 1)
    ]


def _parts_of(
    incident: ToolRecord, parts: Iterable[tuple[ToolRecord, ToolRecord]], *, only: bool
) -> list[tuple[str, ToolRecord]]:
    """Return the parts of an incident with their types; of the only one also those without."""
    own = []
    for resource, attributes in parts:
        of = resource.text("relationships.incident.data.id") or attributes.text("incident_id")
        if of == incident.text("id") or (only and not of):
            own.append((resource.text("type"), attributes))
    return own


def _draft(
    source: Source, resource: ToolRecord, number: int, parts: Iterable[tuple[str, ToolRecord]]
) -> Draft:
    incident = ToolRecord.of(resource.value("attributes"))
    made = DraftOfRecord(
        NAME, source, resource, resource.text("id") or incident.text("slug"), number
    )
    made.put("title", incident.text("title"))
    severity = incident.text(
        "severity.data.attributes.name",
        "severity.name",
        "severity.data.attributes.slug",
        "severity",
    )
    made.severity(severity, "severity")
    made.put("status", _STATUS.get(incident.text("status"), ""))
    made.put("summary", html_text(incident.text("summary")))
    if incident.text("kind") not in ("", "normal"):
        made.comment("title", f"Rootly has the kind `{incident.text('kind')}`.")
    for phase in _PHASES:
        made.put(f"times.{phase}", incident.time(f"{phase}_at"))
    made.row(incident.time("in_triage_at"), "In triage" if incident.time("in_triage_at") else "")
    for phase in ("mitigated", "resolved"):
        noun = "mitigation" if phase == "mitigated" else "resolution"
        message = html_text(incident.text(f"{noun}_message"))
        made.row(incident.time(f"{phase}_at"), message and f"{phase.capitalize()}: {message}")
    made.services([*names_of(incident, "services"), *names_of(incident, "services.data")])
    made.link("Rootly", incident.text("url", "short_url"))
    _add_parts(made, incident, parts)
    return made.finished()


def _add_parts(
    made: DraftOfRecord, incident: ToolRecord, parts: Iterable[tuple[str, ToolRecord]]
) -> None:
    own = list(parts)
    own += [(_EVENTS, _flat(one)) for one in _records(incident, "events", "incident_events")]
    own += [(_ITEMS, _flat(one)) for one in _records(incident, "action_items")]
    for kind, part in own:
        if kind == _EVENTS:
            made.row(part.time("occurred_at"), html_text(part.text("event")))
        elif kind == _ITEMS:
            state = _STATES.get(part.text("status"), "")
            made.action(
                html_text(part.text("summary")),
                owner=part.text("assigned_to.name", "assigned_to.full_name"),
                due=part.text("due_date")[:10],
                state=state,
            )


def _records(incident: ToolRecord, *names: str) -> list[ToolRecord]:
    return incident.records(*names, *(f"{name}.data" for name in names))


def _flat(resource: ToolRecord) -> ToolRecord:
    """Return the attributes of a resource, or the record itself if it has none."""
    attributes = resource.value("attributes")
    return ToolRecord(attributes) if isinstance(attributes, dict) else resource


TOOL = Tool(NAME, recognize, read)
