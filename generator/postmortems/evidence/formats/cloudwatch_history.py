"""The history of CloudWatch alarms, as `describe-alarm-history` prints it: newest first."""

from collections.abc import Mapping
from typing import Any

from ..alert_export import AlertExport
from ..cloudwatch_states import StateChange, alerts_of, crossed_threshold, datapoints, token_note
from ..export_json import first_text, mapping, mappings, text
from ..export_times import ExportTimes


def _items(answer: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the items of an answer; None if it is none."""
    if "HistoryItemType" in answer:
        return [answer]
    items = answer.get("AlarmHistoryItems")
    return mappings(items) if isinstance(items, list) else None


def _change(item: Mapping[str, Any], times: ExportTimes) -> StateChange | None:
    """Return the change of state of an item; None without a time."""
    line, time = times.line(item, "Timestamp"), times.time(item.get("Timestamp"))
    if time is None:
        return None
    history = mapping(item.get("HistoryData"))
    old, new = mapping(history.get("oldState")), mapping(history.get("newState"))
    reason, data = text(new.get("stateReason")), mapping(new.get("stateReasonData"))
    state = ""
    if text(item.get("HistoryItemType")) == "StateUpdate":
        state = text(new.get("stateValue")) or _last_word(text(item.get("HistorySummary")))
    alarm = text(item.get("AlarmName"))
    limit = text(data.get("threshold"))
    return StateChange(
        alarm=alarm,
        key=alarm,
        time=time,
        line=line,
        state=state,
        before=text(old.get("stateValue")),
        threshold=crossed_threshold(reason) or limit or None,
        actual=datapoints(reason, data),
        summary=reason or first_text(item, "HistorySummary") or None,
    )


def _last_word(summary: str) -> str:
    """Return the new state of a summary such as `Alarm updated from OK to ALARM`."""
    return summary.rpartition(" to ")[2] if " to " in summary else ""


FORMAT = AlertExport(
    name="cloudwatch_history",
    why="`AlarmHistoryItems` of CloudWatch",
    items=_items,
    read=_change,
    finish=alerts_of,
    unread="an item without its `Timestamp`",
    more=token_note,
    counts_items=True,
).format()
