"""Webhooks of New Relic: issues of workflows, and incidents of notification channels."""

from collections.abc import Mapping
from typing import Any

from ..alert_events import AlertEvent, Change, event_reading
from ..export_json import first_object, objects, text
from ..export_times import ExportTimes
from ..format import Format
from ..records import Reading, Skipped
from ..source import Source

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


def _is_webhook(body: Mapping[str, Any]) -> bool:
    return _is_issue(body) or _is_incident(body)


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


def _recognize(source: Source) -> str | None:
    return "an issue or incident of New Relic" if first_object(source, _is_webhook) else None


def _read(source: Source, why: str) -> Reading:
    skipped, times = Skipped(), ExportTimes(source)
    events, count = [], 0
    for body in objects(source, _is_webhook, skipped):
        changes = _issue(body, times) if _is_issue(body) else _incident(body, times)
        events.extend(changes)
        count += bool(changes)
        if not changes:
            key = "issueUrl" if _is_issue(body) else "incident_id"
            skipped.add(times.line(body, key), "a webhook without a time")
    reading = event_reading("new_relic", why, times, events, skipped)
    reading.record_count = count
    return reading


FORMAT = Format("new_relic", "alerts", _recognize, _read)
