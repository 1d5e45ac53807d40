"""Webhooks of Opsgenie: the actions on one alert make one record."""

from collections.abc import Mapping
from typing import Any

from ..alert_events import AlertEvent, Change, joined
from ..alert_export import AlertExport
from ..export_json import first_text, mapping, text
from ..export_times import ExportTimes

_CHANGES: dict[str, Change] = {
    "Create": "started",
    "Acknowledge": "acknowledged",
    "Close": "ended",
}
_STATES = {"Create": "open", "Acknowledge": "acknowledged", "Close": "closed"}


def _actions(body: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the action of a webhook; None if it is none."""
    alert = mapping(body.get("alert"))
    is_webhook = "action" in body and "alertId" in alert
    return [body] if is_webhook and ("tinyId" in alert or "alias" in alert) else None


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


FORMAT = AlertExport(
    name="opsgenie_webhook",
    why="an `action` on an `alert` of Opsgenie",
    items=_actions,
    read=_event,
    finish=joined,
    unread="an action without the time of its alert",
    counts_items=True,
).format()
