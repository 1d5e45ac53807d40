"""Events of Datadog's monitors: answers of its API, versions 1 and 2, and default webhooks.

Events that are no alert, such as deployments, are left out. A webhook with a template of its own
has no keys that can be known.
"""

import re
from collections.abc import Mapping
from typing import Any

from ..alert_events import AlertEvent, Change, joined_by_episode
from ..alert_export import AlertExport
from ..export_json import first_text, mapping, mappings, text
from ..export_times import ExportTimes

_CHANGES: dict[str, Change] = {
    "triggered": "started",
    "re-triggered": "other",
    "warn": "started",
    "re-warn": "other",
    "alert": "started",
    "no data": "started",
    "recovered": "ended",
    "ok": "ended",
}
_TITLE = re.compile(
    r"\[(?P<change>[A-Za-z -]{2,20}?)(?: on \{(?P<group>[^{}]{0,500})\})?\] (?P<name>.+)"
)
_FAILURES = ("error", "warning")


def _is_event(record: Mapping[str, Any]) -> bool:
    return "date_happened" in record and "title" in record


def _is_webhook(body: Mapping[str, Any]) -> bool:
    return all(key in body for key in ("event_type", "title", "last_updated", "date"))


def _is_newer(record: Mapping[str, Any]) -> bool:
    attributes = mapping(record.get("attributes"))
    return text(record.get("type")) == "event" and "timestamp" in attributes


def _events(answer: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the events of an answer; None if it is none."""
    if _is_event(answer) or _is_webhook(answer) or _is_newer(answer):
        return [answer]
    for key in ("events", "event", "data"):
        value = answer.get(key)
        events = mappings(value if isinstance(value, list) else [value])
        if any(_is_event(one) or _is_newer(one) for one in events[:1]):
            return events
    return None


def _alert(event: Mapping[str, Any], times: ExportTimes) -> AlertEvent | None:
    """Return the change of an alert; None if the event is none, or has no time."""
    if _is_newer(event):
        outer = mapping(event["attributes"])
        inner, key = mapping(outer.get("attributes")), "timestamp"
    else:
        outer = inner = event
        key = "date_happened" if "date_happened" in event else "date"
    monitor = mapping(inner.get("monitor"))
    title = first_text(inner, "title")
    match = _TITLE.fullmatch(title)
    name = text(mapping(monitor.get("transition")).get("trans_name")) or (
        match["change"] if match else ""
    )
    level = first_text(inner, "alert_type", "status")
    change = _CHANGES.get(name.lower(), "started" if level in _FAILURES else None)
    line, time = times.line(outer, key), times.time(outer.get(key))
    if change is None or time is None:
        return None
    group = (match["group"] if match else None) or ""
    named = first_text(monitor, "name") or (match["name"] if match else title)
    identifier = first_text(inner, "monitor_id") or first_text(monitor, "id") or named
    return AlertEvent(
        alert=f"{identifier} {group}".strip(),
        change=change,
        time=time,
        line=line,
        name=named,
        state=name or level,
        labels={"group": group} if group else {},
    )


FORMAT = AlertExport(
    name="datadog_events",
    why="events of Datadog",
    items=_events,
    read=_alert,
    finish=joined_by_episode,
    unread="an event that is no alert, or has no time",
    counts_items=True,
).format()
