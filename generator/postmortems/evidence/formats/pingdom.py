"""Webhooks of Pingdom: a check that went down, or up again."""

from collections.abc import Mapping
from typing import Any

from ..alert_events import AlertEvent, Change, joined_by_episode
from ..alert_export import AlertExport
from ..export_json import first_text, mapping, text
from ..export_times import ExportTimes

_CHANGES: dict[str, Change] = {
    "DOWN": "started",
    "FAILING": "started",
    "UP": "ended",
    "SUCCESS": "ended",
}
_TIME = "state_changed_timestamp"


def _checks(body: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the check of a webhook; None if it is none."""
    return [body] if "check_id" in body and "current_state" in body and _TIME in body else None


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


FORMAT = AlertExport(
    name="pingdom",
    why="a `check_id` with its state of Pingdom",
    items=_checks,
    read=_event,
    finish=joined_by_episode,
    unread=f"a check without the time `{_TIME}`",
    counts_items=True,
).format()
