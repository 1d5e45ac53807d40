"""Webhooks of PagerDuty, versions 1 to 3: the events of one incident make one alert."""

from collections.abc import Mapping
from typing import Any

from ..alert_events import AlertEvent, Change, joined
from ..alert_export import AlertExport
from ..export_json import first_text, mapping, mappings, text
from ..export_times import ExportTimes
from .pagerduty import labels_of, severity_of, title_of

_CHANGES: dict[str, Change] = {
    "trigger": "started",
    "triggered": "started",
    "reopened": "started",
    "acknowledge": "acknowledged",
    "acknowledged": "acknowledged",
    "resolve": "ended",
    "resolved": "ended",
}


def _messages(body: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the events of a webhook: one in version 3, a list of messages before; None if none."""
    event = mapping(body.get("event"))
    if (text(event.get("event_type")) or text(body.get("event"))).startswith("incident."):
        return [event or body]
    messages = mappings(body.get("messages"))
    kinds = (first_text(message, "type", "event") for message in messages)
    return messages if any(kind.startswith("incident.") for kind in kinds) else None


def _event(message: Mapping[str, Any], times: ExportTimes) -> AlertEvent | None:
    key = "occurred_at" if "occurred_at" in message else "created_on"
    line, time = times.line(message, key), times.time(message.get(key))
    if time is None:
        return None
    data = mapping(message.get("data"))
    incident = mapping(message.get("incident")) or mapping(data.get("incident")) or data
    action = first_text(message, "event_type", "type", "event").rpartition(".")[2]
    created = incident.get("created_at") or incident.get("created_on")
    return AlertEvent(
        alert=first_text(incident, "id", "incident_number", "number") or str(line),
        change=_CHANGES.get(action, "other"),
        time=time,
        line=line,
        name=title_of(incident),
        key=text(incident.get("incident_key")),
        state=text(incident.get("status")),
        created=times.time(created),
        severity=severity_of(incident),
        labels=labels_of(incident),
    )


FORMAT = AlertExport(
    name="pagerduty_webhook",
    why="an `event` or `messages` of PagerDuty",
    items=_messages,
    read=_event,
    finish=joined,
    unread="an event without the time it occurred",
    counts_items=True,
).format()
