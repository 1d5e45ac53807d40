"""Incidents, log entries and alarms of PagerDuty, Opsgenie and CloudWatch."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.unit.evidence_files import read_json, read_json_lines


def at(minute: int, second: int = 0) -> datetime:
    return datetime(2024, 5, 6, 9, minute, second, tzinfo=UTC)


def iso(minute: int) -> str:
    return f"2024-05-06T09:{minute:02}:00Z"


def incident(**changes: Any) -> dict[str, Any]:
    return {
        "id": "Q1",
        "type": "incident",
        "incident_number": 7,
        "title": "Queue is full",
        "incident_key": "queue/full",
        "created_at": iso(0),
        "status": "triggered",
        "urgency": "high",
        "service": {"summary": "Orders"},
    } | changes


def entry(action: str, minute: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"R{minute}",
        "type": f"{action}_log_entry",
        "summary": action,
        "created_at": iso(minute),
        "incident": {"id": "Q1", "summary": "[#7] Queue is full"},
        "service": {"summary": "Orders"},
    } | changes


def test_incident_of_pagerduty_has_its_states() -> None:
    acknowledgements = [{"at": iso(5)}, {"at": iso(3)}]
    resolved = incident(status="resolved", resolved_at=iso(40), acknowledgements=acknowledgements)
    (record,) = read_json({"incidents": [resolved], "more": False}).alerts
    assert (record.name, record.key, record.state) == ("Queue is full", "queue/full", "resolved")
    assert (record.started, record.acknowledged, record.ended) == (at(0), at(3), at(40))
    assert record.labels == {"service": "Orders", "urgency": "high"}


def test_old_answer_ends_with_its_last_change_of_status() -> None:
    old = {"status": "resolved", "resolved_at": None, "last_status_change_at": iso(41)}
    assert read_json({"incidents": [incident(**old)]}).alerts[0].ended == at(41)


def test_last_change_of_an_incident_that_is_not_resolved_is_no_end() -> None:
    (record,) = read_json({"incidents": [incident(last_status_change_at=iso(5))]}).alerts
    assert record.ended is None


@pytest.mark.parametrize(
    "value", [incident(), [incident()], {"incident": incident()}], ids=["one", "list", "answer"]
)
def test_incidents_are_read_however_they_are_wrapped(value: Any) -> None:
    reading = read_json(value)
    assert (reading.format, reading.record_count) == ("pagerduty", 1)


def test_further_pages_are_noted() -> None:
    assert "more: true" in read_json({"incidents": [incident()], "more": True}).notes[0]


def test_answer_without_incidents_is_an_empty_reading() -> None:
    empty = {"incidents": [], "limit": 100, "offset": 0, "total": None, "more": False}
    assert read_json(empty).record_count == 0


def test_alert_of_pagerduty_has_its_severity() -> None:
    one = {
        "type": "alert",
        "alert_key": "cpu/a1",
        "suppressed": False,
        "severity": "critical",
        "created_at": iso(2),
        "summary": "CPU is high",
        "status": "triggered",
    }
    (record,) = read_json({"alerts": [one]}).alerts
    assert (record.name, record.key, record.severity) == ("CPU is high", "cpu/a1", "critical")


def test_log_entries_of_an_incident_are_one_alert() -> None:
    entries = [entry("resolve", 40), entry("notify", 1), entry("acknowledge", 3)]
    reading = read_json({"log_entries": [*entries, entry("trigger", 0)]})
    (record,) = reading.alerts
    assert reading.record_count == 4
    assert (record.started, record.acknowledged, record.ended) == (at(0), at(3), at(40))
    assert (record.name, record.state, record.start_known) == ("Queue is full", "resolved", True)


def test_incident_that_ends_in_the_second_of_its_start_has_an_end() -> None:
    (record,) = read_json({"log_entries": [entry("resolve", 0), entry("trigger", 0)]}).alerts
    assert (record.started, record.ended) == (at(0), at(0))


def test_start_of_an_incident_without_its_trigger_is_not_known() -> None:
    (record,) = read_json({"log_entries": [entry("resolve", 40)]}).alerts
    assert (record.started, record.start_known) == (at(40), False)


def event(action: str, minute: int, **changes: Any) -> dict[str, Any]:
    data = incident(status=action, created_at=iso(0)) | changes
    occurred = f"2024-05-06T09:{minute:02}:00.000Z"
    return {
        "event": {
            "id": f"E{minute}",
            "event_type": f"incident.{action}",
            "occurred_at": occurred,
            "data": data,
        }
    }


def test_webhooks_of_version_3_are_one_alert() -> None:
    events = [event("triggered", 0), event("acknowledged", 4), event("resolved", 30)]
    reading = read_json_lines(*events)
    (record,) = reading.alerts
    assert (reading.format, reading.record_count) == ("pagerduty_webhook", 3)
    assert (record.started, record.acknowledged, record.ended) == (at(0), at(4), at(30))


def test_alert_that_is_reopened_has_no_end() -> None:
    events = [event("triggered", 0), event("resolved", 30), event("reopened", 35)]
    assert read_json_lines(*events).alerts[0].ended is None


def test_event_of_a_service_is_no_alert() -> None:
    service = {"event_type": "service.created", "occurred_at": iso(0), "data": {"id": "S1"}}
    reading = read_json_lines(event("triggered", 0), {"event": service})
    assert (reading.record_count, reading.skipped.count) == (1, 1)


def test_webhook_of_version_1_is_read() -> None:
    message = {
        "type": "incident.resolve",
        "created_on": iso(30),
        "data": {"incident": {"id": "Q1", "incident_number": 7, "created_on": iso(0)}},
    }
    (record,) = read_json({"messages": [message]}).alerts
    assert (record.started, record.ended, record.start_known) == (at(0), at(30), True)


def opsgenie(**changes: Any) -> dict[str, Any]:
    return {
        "id": "1",
        "tinyId": "12",
        "alias": "queue",
        "message": "Queue is full",
        "status": "open",
        "createdAt": "2024-05-06T09:00:00.5Z",
        "priority": "P2",
    } | changes


def test_alert_of_opsgenie_has_the_times_of_its_report() -> None:
    closed = opsgenie(status="closed", report={"ackTime": 60_000, "closeTime": 1_800_500})
    (record,) = read_json({"data": [closed], "paging": {"next": "x"}}).alerts
    assert (record.key, record.severity, record.state) == ("queue", "P2", "closed")
    assert record.acknowledged == at(1).replace(microsecond=500_000)
    assert record.ended == at(30, 1)


def test_webhooks_of_opsgenie_are_one_alert() -> None:
    created = int(at(0).timestamp() * 1000)
    alert = {"alertId": "1", "alias": "queue", "message": "Queue is full", "createdAt": created}
    actions = [
        {"action": "Create", "alert": alert},
        {"action": "Close", "alert": alert | {"updatedAt": str(created + 600_000)}},
    ]
    (record,) = read_json_lines(*actions).alerts
    assert (record.started, record.ended, record.state) == (at(0), at(10), "closed")


def history(minute: int, old: str, new: str) -> dict[str, Any]:
    reason = "Threshold Crossed: 1 datapoint [99.5 (06/05/24 09:00:00)] was greater than the"
    data = {
        "oldState": {"stateValue": old},
        "newState": {
            "stateValue": new,
            "stateReason": f"{reason} threshold (90.0).",
            "stateReasonData": {"recentDatapoints": [99.5], "threshold": 90.0},
        },
    }
    return {
        "AlarmName": "cpu",
        "Timestamp": f"2024-05-06T09:{minute:02}:00.000Z",
        "HistoryItemType": "StateUpdate",
        "HistoryData": json.dumps(data),
        "HistorySummary": f"Alarm updated from {old} to {new}",
    }


def test_history_of_an_alarm_has_an_alert_for_each_time_in_alarm() -> None:
    items = [
        history(50, "ALARM", "OK"),
        history(40, "OK", "ALARM"),
        history(20, "INSUFFICIENT_DATA", "OK"),
        history(15, "ALARM", "INSUFFICIENT_DATA"),
        history(10, "OK", "ALARM"),
        {"AlarmName": "cpu", "Timestamp": iso(5), "HistoryItemType": "ConfigurationUpdate"},
    ]
    reading = read_json({"AlarmHistoryItems": items})
    assert reading.record_count == 6
    assert [(one.started, one.ended) for one in reading.alerts] == [
        (at(10), at(15)),
        (at(40), at(50)),
    ]
    assert (reading.alerts[0].threshold, reading.alerts[0].actual) == ("> 90.0", "99.5")


def test_alarm_whose_history_begins_with_its_end_has_no_known_start() -> None:
    (record,) = read_json({"AlarmHistoryItems": [history(15, "ALARM", "OK")]}).alerts
    assert (record.started, record.ended, record.start_known) == (at(15), at(15), False)


def sns(state: str, **changes: Any) -> dict[str, Any]:
    message = {
        "AlarmName": "cpu",
        "NewStateValue": state,
        "OldStateValue": "OK",
        "NewStateReason": "Threshold Crossed",
        "StateChangeTime": "2024-05-06T09:10:00.000+0000",
        "Trigger": {
            "MetricName": "CPUUtilization",
            "ComparisonOperator": "GreaterThanOrEqualToThreshold",
            "Threshold": 90.0,
            "Unit": "Percent",
            "Dimensions": [{"name": "InstanceId", "value": "i-1"}],
        },
    } | changes
    return {"Type": "Notification", "Message": json.dumps(message)}


@pytest.mark.parametrize(
    "wrap",
    [lambda one: one, lambda one: [one], lambda one: {"Records": [{"Sns": one}]}],
    ids=["message", "list", "function event"],
)
def test_message_of_an_alarm_has_its_threshold_with_the_unit(wrap: Any) -> None:
    (record,) = read_json(wrap(sns("ALARM"))).alerts
    assert (record.name, record.started, record.state) == ("cpu", at(10), "ALARM")
    assert record.threshold == ">= 90 Percent"
    assert record.labels == {"metric": "CPUUtilization", "InstanceId": "i-1"}


def test_event_of_the_bus_is_an_alert() -> None:
    detail = {
        "alarmName": "cpu",
        "state": {"value": "ALARM", "timestamp": "2024-05-06T09:10:00.000+0000"},
        "previousState": {"value": "OK"},
    }
    (record,) = read_json({"source": "aws.cloudwatch", "detail": detail}).alerts
    assert (record.name, record.started) == ("cpu", at(10))


def test_list_of_alarms_has_since_when_each_has_its_state() -> None:
    alarm = {
        "AlarmName": "cpu",
        "StateValue": "OK",
        "StateUpdatedTimestamp": iso(20),
        "StateTransitionedTimestamp": iso(15),
        "Threshold": 90,
        "ComparisonOperator": "LessThanThreshold",
    }
    (record,) = read_json({"MetricAlarms": [alarm], "CompositeAlarms": []}).alerts
    assert (record.started, record.start_known, record.threshold) == (at(15), False, "< 90")
