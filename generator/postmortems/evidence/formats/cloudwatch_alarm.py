"""CloudWatch alarms: messages of SNS, events of EventBridge, and `describe-alarms`."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..alert_reading import alert_reading
from ..cloudwatch_states import (
    StateChange,
    alerts_of,
    crossed_threshold,
    datapoints,
    dimensions,
    threshold,
)
from ..export_json import first_object, first_text, mapping, mappings, objects, text
from ..export_times import ExportTimes
from ..format import Format
from ..records import Reading, Skipped
from ..source import Source

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


def _is_bus_event(event: Mapping[str, Any]) -> bool:
    detail = mapping(event.get("detail"))
    return "alarmName" in detail and "state" in detail


def _is_message(message: Mapping[str, Any]) -> bool:
    return "AlarmName" in message and "NewStateValue" in message


def _is_export(record: Mapping[str, Any]) -> bool:
    return (
        _is_message(record)
        or _is_bus_event(record)
        or ("AlarmName" in record and "StateValue" in record)
        or any(isinstance(record.get(key), list) for key in _ALARM_LISTS)
    )


def _changes(record: Mapping[str, Any], times: ExportTimes) -> Iterator[StateChange | None]:
    if _is_message(record):
        yield _message(record, times)
    elif _is_bus_event(record):
        yield _bus_event(record, times)
    elif "AlarmName" in record:
        yield _alarm(record, times)
    for key in _ALARM_LISTS:
        for alarm in mappings(record.get(key)):
            yield _alarm(alarm, times)


def _recognize(source: Source) -> str | None:
    return "alarms of CloudWatch" if first_object(source, _is_export) else None


def _read(source: Source, why: str) -> Reading:
    skipped, times, notes = Skipped(), ExportTimes(source), list[str]()
    changes = []
    for record in objects(source, _is_export, skipped):
        if record.get("NextToken"):
            notes.append("the export has more pages (`NextToken`)")
        for change in _changes(record, times):
            if change:
                changes.append(change)
            else:
                skipped.add(1, "an alarm without the time of its state")
    records, count = alerts_of(changes), len(changes)
    return alert_reading(
        "cloudwatch_alarm", why, times, records, skipped, record_count=count, notes=notes
    )


FORMAT = Format("cloudwatch_alarm", "alerts", _recognize, _read)
