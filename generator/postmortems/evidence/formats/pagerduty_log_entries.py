"""Log entries of the PagerDuty API: the entries of one incident make one alert."""

from collections.abc import Mapping
from typing import Any

from ..alert_events import AlertEvent, Change, joined
from ..alert_export import AlertExport
from ..export_json import first_text, mapping, mappings, text
from ..export_times import ExportTimes
from .pagerduty import labels_of, page_note, title_of

_CHANGES: dict[str, Change] = {
    "trigger": "started",
    "acknowledge": "acknowledged",
    "resolve": "ended",
}
_STATES = {"trigger": "triggered", "acknowledge": "acknowledged", "resolve": "resolved"}
_ENTRY = "_log_entry"


def _event(entry: Mapping[str, Any], times: ExportTimes) -> AlertEvent | None:
    """Return the event of a log entry; None without a time."""
    line, time = times.line(entry, "created_at"), times.time(entry.get("created_at"))
    if time is None:
        return None
    action = text(entry.get("type")).split(_ENTRY)[0]
    incident = mapping(entry.get("incident"))
    return AlertEvent(
        alert=first_text(incident, "id", "incident_number") or text(entry.get("id")),
        change=_CHANGES.get(action, "other"),
        time=time,
        line=line,
        name=title_of(incident) or _described(entry),
        key=text(incident.get("incident_key")),
        state=_STATES.get(action, ""),
        labels=labels_of(entry) or labels_of(incident),
    )


def _described(entry: Mapping[str, Any]) -> str:
    """Return what a trigger says of the alert."""
    if not text(entry.get("type")).startswith("trigger"):
        return ""
    channel, details = mapping(entry.get("channel")), mapping(entry.get("event_details"))
    return first_text(details, "description") or first_text(channel, "summary", "description")


def _entries(answer: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the log entries of an answer; None if it is none."""
    if text(answer.get("type")).endswith(_ENTRY):
        return [answer]
    if isinstance(answer.get("log_entry"), dict):
        return [answer["log_entry"]]
    entries = answer.get("log_entries")
    return mappings(entries) if isinstance(entries, list) and "incident" not in answer else None


FORMAT = AlertExport(
    name="pagerduty_log_entries",
    why="`log_entries` of PagerDuty",
    items=_entries,
    read=_event,
    finish=joined,
    unread="a log entry without the time `created_at`",
    more=page_note,
    counts_items=True,
).format()
