"""Webhooks of PagerDuty, versions 1 to 3: the events of one incident make one alert."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..alert_events import AlertEvent, Change, event_reading
from ..export_json import first_object, first_text, mapping, mappings, objects, text
from ..export_times import ExportTimes
from ..format import Format
from ..records import Reading, Skipped
from ..source import Source
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


def _messages(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the events of a webhook: one in version 3, a list of messages before."""
    event = mapping(body.get("event"))
    if "event_type" in event or text(body.get("event")).startswith("incident."):
        return [event or body]
    return [
        message
        for message in mappings(body.get("messages"))
        if first_text(message, "type", "event").startswith("incident.")
    ]


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


def _is_webhook(body: Mapping[str, Any]) -> bool:
    return bool(_messages(body))


def _events(source: Source, times: ExportTimes, skipped: Skipped) -> Iterator[AlertEvent]:
    for body in objects(source, _is_webhook, skipped):
        for message in _messages(body):
            if event := _event(message, times):
                yield event
            else:
                skipped.add(times.line(message, "id"), "an event without the time it occurred")


def _recognize(source: Source) -> str | None:
    return "an `event` or `messages` of PagerDuty" if first_object(source, _is_webhook) else None


def _read(source: Source, why: str) -> Reading:
    skipped, times = Skipped(), ExportTimes(source)
    events = list(_events(source, times, skipped))
    return event_reading("pagerduty_webhook", why, times, events, skipped)


FORMAT = Format("pagerduty_webhook", "alerts", _recognize, _read)
