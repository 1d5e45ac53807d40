"""CloudWatch alarms: messages of SNS, events of EventBridge, and `describe-alarms`."""

from collections.abc import Mapping
from typing import Any

from ..alert_export import AlertExport
from ..cloudwatch_states import (
    StateChange,
    alerts_of,
    crossed_threshold,
    datapoints,
    dimensions,
    threshold,
    token_note,
)
from ..export_json import first_text, mapping, mappings, text
from ..export_times import ExportTimes

_ALARM_LISTS = ("MetricAlarms", "CompositeAlarms")


def _message(message: Mapping[str, Any], times: ExportTimes) -> StateChange | None:
    """Return the change of state in a message of SNS."""
    trigger = mapping(message.get("Trigger"))
    reason = text(message.get("NewStateReason"))
    line, time = times.line(message, "StateChangeTime"), times.time(message.get("StateChangeTime"))
    if time is None:
        return None
    alarm = text(message["AlarmName"])
    return StateChange(
        alarm=alarm,
        key=first_text(message, "AlarmArn") or alarm,
        time=time,
        line=line,
        state=text(message["NewStateValue"]),
        before=text(message.get("OldStateValue")),
        threshold=threshold(trigger) or crossed_threshold(reason),
        actual=datapoints(reason, {}),
        summary=first_text(message, "AlarmDescription") or reason or None,
        labels=dimensions(trigger),
    )


def _bus_event(event: Mapping[str, Any], times: ExportTimes) -> StateChange | None:
    """Return the change of state in an event of EventBridge."""
    detail = mapping(event.get("detail"))
    state, before = mapping(detail.get("state")), mapping(detail.get("previousState"))
    line = times.line(state, "timestamp")
    time = times.time(state.get("timestamp")) or times.time(event.get("time"))
    if time is None:
        return None
    reason = text(state.get("reason"))
    alarm = text(detail.get("alarmName"))
    resources = event.get("resources")
    return StateChange(
        alarm=alarm,
        key=text(resources[0]) if isinstance(resources, list) and resources else alarm,
        time=time,
        line=line,
        state=text(state.get("value")),
        before=text(before.get("value")),
        threshold=crossed_threshold(reason),
        actual=datapoints(reason, mapping(state.get("reasonData"))),
        summary=first_text(mapping(detail.get("configuration")), "description") or reason or None,
    )


def _alarm(alarm: Mapping[str, Any], times: ExportTimes) -> StateChange | None:
    """Return the state of an alarm of `describe-alarms`, and since when it has it."""
    keys = ("StateTransitionedTimestamp", "StateUpdatedTimestamp")
    key = next((one for one in keys if alarm.get(one) is not None), keys[1])
    line, time = times.line(alarm, key), times.time(alarm.get(key))
    if time is None:
        return None
    reason = text(alarm.get("StateReason"))
    return StateChange(
        alarm=text(alarm.get("AlarmName")),
        key=first_text(alarm, "AlarmArn", "AlarmName"),
        time=time,
        line=line,
        state=text(alarm.get("StateValue")),
        threshold=threshold(alarm) or crossed_threshold(reason),
        actual=datapoints(reason, mapping(alarm.get("StateReasonData"))),
        summary=first_text(alarm, "AlarmDescription") or reason or None,
        labels=dimensions(alarm),
    )


def _changed(record: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the alarms of an answer, or a message or event; None if it is none."""
    if _is_message(record) or _is_bus_event(record) or _is_alarm(record):
        return [record]
    lists = [record.get(key) for key in _ALARM_LISTS]
    if not any(isinstance(alarms, list) for alarms in lists):
        return None
    return [alarm for alarms in lists for alarm in mappings(alarms)]


def _is_message(message: Mapping[str, Any]) -> bool:
    return "AlarmName" in message and "NewStateValue" in message


def _is_bus_event(event: Mapping[str, Any]) -> bool:
    detail = mapping(event.get("detail"))
    return "alarmName" in detail and "state" in detail


def _is_alarm(record: Mapping[str, Any]) -> bool:
    return "AlarmName" in record and "StateValue" in record


def _change(record: Mapping[str, Any], times: ExportTimes) -> StateChange | None:
    if _is_message(record):
        return _message(record, times)
    return _bus_event(record, times) if _is_bus_event(record) else _alarm(record, times)


FORMAT = AlertExport(
    name="cloudwatch_alarm",
    why="alarms of CloudWatch",
    items=_changed,
    read=_change,
    finish=alerts_of,
    unread="an alarm without the time of its state",
    more=token_note,
    counts_items=True,
).format()
