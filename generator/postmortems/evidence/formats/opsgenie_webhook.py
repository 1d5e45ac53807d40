"""Webhooks of Opsgenie: the actions on one alert make one record."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..alert_events import AlertEvent, Change, event_reading
from ..export_json import first_object, first_text, mapping, objects, text
from ..export_times import ExportTimes
from ..format import Format
from ..records import Reading, Skipped
from ..source import Source

_CHANGES: dict[str, Change] = {
    "Create": "started",
    "Acknowledge": "acknowledged",
    "Close": "ended",
}
_STATES = {"Create": "open", "Acknowledge": "acknowledged", "Close": "closed"}


def _is_webhook(body: Mapping[str, Any]) -> bool:
    alert = mapping(body.get("alert"))
    return "action" in body and "alertId" in alert and ("tinyId" in alert or "alias" in alert)


def _event(body: Mapping[str, Any], times: ExportTimes) -> AlertEvent | None:
    alert, action = mapping(body["alert"]), text(body["action"])
    created = times.time(alert.get("createdAt"))
    key = "updatedAt" if "updatedAt" in alert and action != "Create" else "createdAt"
    line, time = times.line(alert, key), times.time(alert.get(key))
    if time is None:
        return None
    return AlertEvent(
        alert=text(alert["alertId"]),
        change=_CHANGES.get(action, "other")
        if key == "updatedAt" or action == "Create"
        else "other",
        time=time,
        line=line,
        name=text(alert.get("message")),
        key=text(alert.get("alias")),
        state=_STATES.get(action, ""),
        created=created,
        severity=first_text(alert, "priority") or None,
        summary=text(alert.get("description")) or None,
    )


def _events(source: Source, times: ExportTimes, skipped: Skipped) -> Iterator[AlertEvent]:
    for body in objects(source, _is_webhook, skipped):
        if event := _event(body, times):
            yield event
        else:
            line = times.line(mapping(body["alert"]), "alertId")
            skipped.add(line, "an action without the time of its alert")


def _recognize(source: Source) -> str | None:
    return "an `action` on an `alert` of Opsgenie" if first_object(source, _is_webhook) else None


def _read(source: Source, why: str) -> Reading:
    skipped, times = Skipped(), ExportTimes(source)
    events = list(_events(source, times, skipped))
    return event_reading("opsgenie_webhook", why, times, events, skipped)


FORMAT = Format("opsgenie_webhook", "alerts", _recognize, _read)
