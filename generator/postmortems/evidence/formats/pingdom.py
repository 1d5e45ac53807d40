"""Webhooks of Pingdom: a check that went down, or up again."""

from collections.abc import Mapping
from typing import Any

from ..alert_events import AlertEvent, Change, episodes, event_reading
from ..export_json import first_object, first_text, mapping, objects, text
from ..export_times import ExportTimes
from ..format import Format
from ..records import Reading, Skipped
from ..source import Source

_CHANGES: dict[str, Change] = {
    "DOWN": "started",
    "FAILING": "started",
    "UP": "ended",
    "SUCCESS": "ended",
}
_TIME = "state_changed_timestamp"


def _is_webhook(body: Mapping[str, Any]) -> bool:
    return "check_id" in body and "current_state" in body and _TIME in body


def _event(body: Mapping[str, Any], times: ExportTimes) -> AlertEvent | None:
    line, time = times.line(body, _TIME), times.time(body[_TIME])
    if time is None:
        return None
    state = text(body["current_state"])
    host = first_text(mapping(body.get("check_params")), "hostname")
    return AlertEvent(
        alert=text(body["check_id"]),
        change=_CHANGES.get(state, "other"),
        time=time,
        line=line,
        name=text(body.get("check_name")),
        state=state,
        severity=text(body.get("importance_level")) or None,
        summary=first_text(body, "long_description", "description") or None,
        labels={"host": host} if host else {},
    )


def _recognize(source: Source) -> str | None:
    return "a `check_id` with its state of Pingdom" if first_object(source, _is_webhook) else None


def _read(source: Source, why: str) -> Reading:
    skipped, times = Skipped(), ExportTimes(source)
    events = []
    for body in objects(source, _is_webhook, skipped):
        if event := _event(body, times):
            events.append(event)
        else:
            skipped.add(times.line(body, "check_id"), f"a check without the time `{_TIME}`")
    return event_reading("pingdom", why, times, episodes(events), skipped)


FORMAT = Format("pingdom", "alerts", _recognize, _read)
