"""The history of CloudWatch alarms, as `describe-alarm-history` prints it: newest first."""

from collections.abc import Mapping
from typing import Any

from ..alert_reading import alert_reading
from ..cloudwatch_states import StateChange, alerts_of, crossed_threshold, datapoints
from ..export_json import first_object, first_text, mapping, mappings, objects, text
from ..export_times import ExportTimes
from ..format import Format
from ..records import Reading, Skipped
from ..source import Source


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


def _is_answer(answer: Mapping[str, Any]) -> bool:
    return _items(answer) is not None


def _recognize(source: Source) -> str | None:
    return "`AlarmHistoryItems` of CloudWatch" if first_object(source, _is_answer) else None


def _read(source: Source, why: str) -> Reading:
    skipped, times, notes = Skipped(), ExportTimes(source), list[str]()
    changes, count = [], 0
    for answer in objects(source, _is_answer, skipped):
        if answer.get("NextToken"):
            notes.append("the export has more pages (`NextToken`)")
        for item in _items(answer) or []:
            change = _change(item, times)
            if change is None:
                skipped.add(times.line(item, "AlarmName"), "an item without its `Timestamp`")
                continue
            count += 1
            if text(item.get("HistoryItemType")) == "StateUpdate":
                changes.append(change)
    records = alerts_of(changes)
    return alert_reading(
        "cloudwatch_history", why, times, records, skipped, record_count=count, notes=notes
    )


FORMAT = Format("cloudwatch_history", "alerts", _recognize, _read)
