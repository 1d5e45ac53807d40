"""Webhooks of New Relic: issues of workflows, and incidents of notification channels."""

from collections.abc import Mapping
from typing import Any

from ..alert_events import AlertEvent, Change, joined
from ..alert_export import AlertExport
from ..export_json import text
from ..export_times import ExportTimes
from ..records import AlertRecord

_CHANGES: dict[str, Change] = {
    "open": "started",
    "created": "started",
    "activated": "started",
    "acknowledged": "acknowledged",
    "closed": "ended",
}
_OWN_TIMES = {"acknowledged": "acknowledgedAt", "closed": "closedAt"}


def _is_issue(body: Mapping[str, Any]) -> bool:
    return "issueUrl" in body and "state" in body and "createdAt" in body


def _is_incident(body: Mapping[str, Any]) -> bool:
    return "incident_id" in body and "current_state" in body and "condition_name" in body


def _bodies(body: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the issue or incident of a webhook; None if it is none."""
    return [body] if _is_issue(body) or _is_incident(body) else None


def _changes(body: Mapping[str, Any], times: ExportTimes) -> list[AlertEvent] | None:
    """Return the changes of an issue or incident; None without a time."""
    return (_issue(body, times) if _is_issue(body) else _incident(body, times)) or None


def _alerts(changes: list[list[AlertEvent]]) -> list[AlertRecord]:
    return joined([event for events in changes for event in events])


def _issue(body: Mapping[str, Any], times: ExportTimes) -> list[AlertEvent]:
    """Return the changes of an issue: its present state, and earlier ones that it has times of."""
    state, created = text(body["state"]).lower(), times.time(body["createdAt"])
    line = times.line(body, "createdAt")
    events = []
    for change, key in {**_OWN_TIMES, "created": "createdAt"}.items():
        time = times.time(body.get(key))
        if time is None and change == state:
            time = times.time(body.get("updatedAt"))
        if time is None:
            continue
        event = AlertEvent(
            alert=text(body.get("id")) or text(body["issueUrl"]),
            change=_CHANGES[change],
            time=time,
            line=line,
            name=text(body.get("title")),
            key=", ".join(_texts(body.get("alertConditionNames"))),
            state=state,
            created=created,
            severity=text(body.get("priority")) or None,
        )
        events.append(event)
    return events


def _incident(body: Mapping[str, Any], times: ExportTimes) -> list[AlertEvent]:
    line, time = times.line(body, "timestamp"), times.time(body.get("timestamp"))
    if time is None:
        return []
    state = text(body["current_state"]).lower()
    policy = text(body.get("policy_name"))
    event = AlertEvent(
        alert=text(body["incident_id"]),
        change=_CHANGES.get(state, "other"),
        time=time,
        line=line,
        name=text(body["condition_name"]),
        key=f"{policy}: {text(body['condition_name'])}",
        state=state,
        severity=text(body.get("severity")) or None,
        summary=text(body.get("details")) or None,
        labels={"policy": policy} if policy else {},
    )
    return [event]


def _texts(value: Any) -> list[str]:
    return [text(one) for one in value] if isinstance(value, list) else []


FORMAT = AlertExport(
    name="new_relic",
    why="an issue or incident of New Relic",
    items=_bodies,
    read=_changes,
    finish=_alerts,
    unread="a webhook without a time",
    counts_items=True,
).format()
