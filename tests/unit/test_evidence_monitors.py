"""Alerts of Pingdom, New Relic, Dynatrace, Sentry and Datadog."""

from datetime import UTC, datetime
from typing import Any

import pytest

from postmortems.evidence import UnreadableEvidenceError
from tests.unit.evidence_files import read_json, read_json_lines

START = 1_714_986_000  # 2024-05-06T09:00:00Z


def at(minute: int) -> datetime:
    return datetime(2024, 5, 6, 9, minute, tzinfo=UTC)


def check(state: str, minute: int) -> dict[str, Any]:
    return {
        "check_id": 7,
        "check_name": "Shop",
        "current_state": state,
        "state_changed_timestamp": START + 60 * minute,
        "state_changed_utc_time": f"2024-05-06T09:{minute:02}:00",
        "importance_level": "HIGH",
    }


def test_check_of_pingdom_is_an_alert_each_time_it_goes_down() -> None:
    states = [check("DOWN", 0), check("UP", 5), check("DOWN", 20)]
    reading = read_json_lines(*states)
    assert (reading.format, reading.record_count) == ("pingdom", 3)
    assert [(one.started, one.ended) for one in reading.alerts] == [
        (at(0), at(5)),
        (at(20), None),
    ]


def test_check_that_only_went_up_has_no_known_start() -> None:
    (record,) = read_json(check("UP", 5)).alerts
    assert (record.name, record.ended, record.start_known) == ("Shop", at(5), False)


def test_check_without_a_time_is_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError, match="state_changed_timestamp"):
        read_json(check("UP", 5) | {"state_changed_timestamp": None})


def issue(state: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": "a",
        "issueUrl": "https://radar/issues/a",
        "title": "CPU is high",
        "priority": "CRITICAL",
        "state": state,
        "createdAt": START * 1000,
        "updatedAt": (START + 600) * 1000,
        "alertConditionNames": ["High CPU"],
    } | changes


def test_issue_of_new_relic_has_the_times_of_its_states() -> None:
    closed = issue("CLOSED", acknowledgedAt=(START + 120) * 1000, closedAt=(START + 540) * 1000)
    (record,) = read_json_lines(issue("CREATED"), closed).alerts
    assert (record.started, record.acknowledged, record.ended) == (at(0), at(2), at(9))
    assert (record.name, record.key, record.severity) == ("CPU is high", "High CPU", "CRITICAL")


def test_issue_that_is_closed_ends_with_its_last_update() -> None:
    assert read_json(issue("CLOSED")).alerts[0].ended == at(10)
    assert read_json(issue("ACTIVATED")).alerts[0].ended is None


def test_incident_of_new_relic_is_read() -> None:
    body = {
        "incident_id": 12,
        "condition_name": "Server down",
        "policy_name": "Servers",
        "current_state": "open",
        "timestamp": START * 1000,
    }
    end = body | {"current_state": "closed", "timestamp": (START + 60) * 1000}
    (record,) = read_json([end, body]).alerts
    assert (record.name, record.started, record.ended) == ("Server down", at(0), at(1))


def problem(**changes: Any) -> dict[str, Any]:
    return {
        "problemId": "-1_2V2",
        "title": "Failure rate increase",
        "impactLevel": "SERVICES",
        "severityLevel": "ERROR",
        "status": "OPEN",
        "startTime": START * 1000,
        "endTime": -1,
        "impactedEntities": [{"name": "orders"}],
    } | changes


@pytest.mark.parametrize(
    "value",
    [
        {"totalCount": 1, "problems": [problem()]},
        {"result": {"problems": [problem()]}},
        {"ProblemID": "2", "State": "OPEN", "ProblemDetailsJSON": problem()},
    ],
    ids=["version 2", "version 1", "webhook"],
)
def test_problem_of_dynatrace_that_is_open_has_no_end(value: Any) -> None:
    (record,) = read_json(value).alerts
    assert (record.started, record.ended, record.state) == (at(0), None, "OPEN")
    assert record.labels == {"entity": "orders"}


def test_webhook_of_dynatrace_without_details_is_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError, match="startTime"):
        read_json({"ProblemID": "2", "State": "OPEN", "ProblemTitle": "Failure rate"})


def sentry_issue() -> dict[str, Any]:
    return {
        "shortId": "SHOP-1",
        "title": "KeyError: price",
        "culprit": "shop.cart",
        "level": "error",
        "status": "unresolved",
        "firstSeen": "2024-05-06T09:00:00.092476Z",
        "lastSeen": "2024-05-06T09:30:00Z",
    }


@pytest.mark.parametrize(
    "value",
    [[sentry_issue()], {"action": "created", "data": {"issue": sentry_issue()}}],
    ids=["list", "webhook"],
)
def test_issue_of_sentry_begins_when_it_was_first_seen(value: Any) -> None:
    (record,) = read_json(value).alerts
    assert (record.started.replace(microsecond=0), record.ended) == (at(0), None)
    assert (record.name, record.key) == ("KeyError: price", "SHOP-1")


def test_alerts_of_sentry_are_read() -> None:
    event = {"datetime": "2024-05-06T09:00:00Z", "title": "KeyError", "issue_id": "5"}
    metric = {"id": 1, "date_started": "2024-05-06T09:10:00Z", "alert_rule": {"name": "Errors"}}
    bodies = [
        {"action": "triggered", "data": {"event": event, "triggered_rule": "Any error"}},
        {"action": "critical", "data": {"metric_alert": metric}},
    ]
    names = [(one.name, one.started) for one in read_json_lines(*bodies).alerts]
    assert names == [("Any error", at(0)), ("Errors", at(10))]


def event(title: str, minute: int, **changes: Any) -> dict[str, Any]:
    return {"id": minute, "title": title, "date_happened": START + 60 * minute} | changes


def test_events_of_datadog_are_an_alert_each_time_the_monitor_triggers() -> None:
    events = [
        event("[Triggered on {host:a1}] CPU is high", 20),
        event("[Recovered on {host:a1}] CPU is high", 5),
        event("[Triggered on {host:a1}] CPU is high", 0),
        event("Deployed version 7", 3, alert_type="info"),
    ]
    reading = read_json({"events": events})
    assert (reading.format, reading.record_count, reading.skipped.count) == ("datadog_events", 3, 1)
    assert [(one.name, one.started, one.ended) for one in reading.alerts] == [
        ("CPU is high", at(0), at(5)),
        ("CPU is high", at(20), None),
    ]
    assert reading.alerts[0].labels == {"group": "host:a1"}


def test_default_webhook_of_datadog_is_read() -> None:
    body = {
        "title": "[Triggered] CPU is high",
        "date": str(START * 1000),
        "last_updated": str(START * 1000),
        "event_type": "metric_alert_monitor",
    }
    (record,) = read_json(body).alerts
    assert (record.name, record.started) == ("CPU is high", at(0))


def test_newer_events_of_datadog_are_read() -> None:
    monitor = {"id": 1, "name": "CPU is high", "transition": {"trans_name": "Triggered"}}
    attributes = {"timestamp": "2024-05-06T09:00:00Z", "attributes": {"monitor": monitor}}
    (record,) = read_json({"data": [{"type": "event", "attributes": attributes}]}).alerts
    assert (record.name, record.started, record.state) == ("CPU is high", at(0), "Triggered")
