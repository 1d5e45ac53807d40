"""Alerts of Prometheus, Alertmanager and Grafana, as their webhooks and APIs export them."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote_plus

import pytest

from postmortems.evidence import UnreadableEvidenceError
from postmortems.evidence.promql import threshold_of, trailing_comparison
from tests.unit.evidence_files import read_json, read_json_lines, read_text

NO_END = "0001-01-01T00:00:00Z"


def alert(**changes: Any) -> dict[str, Any]:
    return {
        "status": "firing",
        "labels": {"alertname": "QueueFull", "instance": "a1", "severity": "page"},
        "annotations": {"summary": "The queue is full"},
        "startsAt": "2024-05-06T09:00:00.123456789Z",
        "endsAt": NO_END,
        "generatorURL": "http://prometheus:9090/graph?g0.expr=queue_length+%3E+0.9&g0.tab=1",
        "fingerprint": "00aa",
    } | changes


def webhook(*alerts: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "version": "4",
        "groupKey": '{}:{alertname="QueueFull"}',
        "status": "firing",
        "receiver": "team",
        "commonLabels": {"cluster": "eu"},
        "commonAnnotations": {},
        "alerts": list(alerts),
    } | changes


def api_alert(**changes: Any) -> dict[str, Any]:
    status = {"state": "active", "silencedBy": [], "inhibitedBy": []}
    return alert(status=status, endsAt="2024-05-06T09:05:00.000Z") | changes


def test_webhook_record_has_all_that_the_alert_says() -> None:
    reading = read_json(webhook(alert()))
    (record,) = reading.alerts
    assert (reading.format, reading.kind, reading.record_count) == (
        "alertmanager_webhook",
        "alerts",
        1,
    )
    assert record.name == "QueueFull"
    assert record.started == datetime(2024, 5, 6, 9, 0, 0, 123456, tzinfo=UTC)
    assert (record.key, record.state, record.severity) == ("00aa", "firing", "page")
    assert (record.threshold, record.actual, record.ended) == ("> 0.9", None, None)
    assert record.summary == "The queue is full"
    assert record.labels["cluster"] == "eu"


def test_line_is_that_of_the_start_time_of_each_alert() -> None:
    alerts = [alert(fingerprint=str(number)) for number in range(3)]
    lines = json.dumps(webhook(*alerts), indent=1).splitlines()
    expected = [number for number, line in enumerate(lines, 1) if '"startsAt"' in line]
    assert [record.line for record in read_json(webhook(*alerts)).alerts] == expected


def test_year_one_is_no_end_of_a_resolved_alert() -> None:
    (record,) = read_json(webhook(alert(status="resolved"))).alerts
    assert (record.state, record.ended) == ("resolved", None)


def test_end_of_a_resolved_alert_is_read_with_its_offset() -> None:
    resolved = alert(status="resolved", endsAt="2024-05-06T11:30:00+02:00")
    reading = read_json(webhook(resolved))
    assert reading.alerts[0].ended == datetime(2024, 5, 6, 9, 30, tzinfo=UTC)
    assert reading.zone == "+02:00, UTC"


def test_alert_without_status_name_and_fingerprint_inherits_from_the_webhook() -> None:
    bare = {"labels": {"instance": "a1"}, "startsAt": "2024-05-06T09:00:00Z"}
    body = webhook(bare, groupLabels={"alertname": "QueueFull"}, version=3, groupKey=77)
    (record,) = read_json(body).alerts
    assert (record.name, record.state) == ("QueueFull", "firing")
    assert "a1" in record.key


@pytest.mark.parametrize("as_lines", [True, False])
def test_repeated_webhooks_of_an_alert_are_one_alert_with_its_end(as_lines: bool) -> None:
    ended = alert(status="resolved", endsAt="2024-05-06T09:30:00Z")
    bodies = [webhook(alert()), webhook(ended), webhook(alert(), alert(fingerprint="00bb"))]
    reading = read_json_lines(*bodies) if as_lines else read_json(bodies)
    assert reading.record_count == 2
    assert reading.alerts[0].ended == datetime(2024, 5, 6, 9, 30, tzinfo=UTC)


def test_indented_webhooks_one_after_another_are_read() -> None:
    bodies = [webhook(alert(fingerprint=str(number))) for number in range(2)]
    assert read_text("\n".join(json.dumps(body, indent=1) for body in bodies)).record_count == 2


def test_webhook_in_the_body_of_a_logged_request_is_read() -> None:
    logged = {"time": "2024-05-06T09:00:01Z", "body": json.dumps(webhook(alert()))}
    assert read_json_lines(logged, logged).record_count == 1


def test_lines_that_are_no_webhook_are_counted_with_their_place() -> None:
    content = f"{json.dumps(webhook(alert()))}\nnot json\n{{}}\n"
    reading = read_text(content)
    assert reading.record_count == 1
    assert reading.skipped.examples == [(2, "not JSON"), (3, "not an object of this format")]


def test_webhook_without_alerts_is_an_empty_reading() -> None:
    assert read_json(webhook()).record_count == 0


def test_truncated_webhook_is_noted() -> None:
    assert "truncatedAlerts" in read_json(webhook(alert(), truncatedAlerts=3)).notes[0]


def test_alerts_without_a_time_are_an_error_with_a_line() -> None:
    with pytest.raises(UnreadableEvidenceError, match="startsAt") as caught:
        read_json(webhook(alert(startsAt="soon")))
    assert caught.value.line and caught.value.line > 1


def test_json_that_is_cut_off_is_an_error_with_its_line() -> None:
    content = json.dumps(webhook(alert()), indent=1)
    with pytest.raises(UnreadableEvidenceError, match="cut off") as caught:
        read_text(content[: len(content) // 2])
    assert caught.value.line and caught.value.line > 1


def test_json_that_is_nested_too_deeply_is_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError, match="nested too deeply"):
        read_text('{"alerts":' * 100_000)


def test_end_of_an_active_alert_of_the_api_is_not_used() -> None:
    reading = read_json([api_alert()])
    assert reading.format == "alertmanager_api"
    assert (reading.alerts[0].ended, reading.alerts[0].state) == (None, "active")
    assert "endsAt" in reading.notes[0]


def test_alert_in_several_groups_counts_once() -> None:
    groups = [
        {"labels": {}, "receiver": {"name": name}, "alerts": [api_alert()]} for name in ("a", "b")
    ]
    assert read_json(groups).record_count == 1


@pytest.mark.parametrize(
    "value",
    [
        api_alert(),
        {"status": "success", "data": [api_alert()]},
        {"id": "1", "raw": api_alert()},
        [alert()],
    ],
    ids=["one", "version 1", "in an envelope", "the list of a webhook"],
)
def test_alerts_of_the_api_are_read_however_they_are_wrapped(value: Any) -> None:
    assert read_json(value).record_count == 1


def test_empty_list_of_alerts_is_a_reading_without_records() -> None:
    assert read_json([], "alerts").record_count == 0


def test_alerts_of_prometheus_have_their_value() -> None:
    active = {
        "labels": {"alertname": "QueueFull"},
        "state": "firing",
        "activeAt": "2024-05-06T09:00:00.5Z",
        "value": "9.7e-01",
    }
    (record,) = read_json({"status": "success", "data": {"alerts": [active]}}).alerts
    assert (record.actual, record.state) == ("9.7e-01", "firing")


def grafana(**changes: Any) -> dict[str, Any]:
    return webhook(alert(generatorURL="https://grafana/alerting/1/edit") | changes, orgId=1)


@pytest.mark.parametrize(
    ("changes", "actual"),
    [
        ({"values": {"A": 17}}, "17"),
        ({"values": {"A": 93.25, "B": 1.0}}, "A=93.25, B=1"),
        ({"values": None, "valueString": "[ var='A' labels={a=b} value=2.4e+09 ]"}, "2.4e+09"),
        ({"valueString": "[ metric='' labels={} value=14151.331895396988 ]"}, "14151.331895396988"),
        (
            {"valueString": "[ var='B' labels={} value=7 ], [ var='C' labels={} value=1 ]"},
            "B=7, C=1",
        ),
        ({"valueString": "[ var='B' labels={} value=null ]"}, None),
        ({"values": "broken", "valueString": 3}, None),
    ],
)
def test_grafana_alert_has_its_measured_values(changes: dict[str, Any], actual: str | None) -> None:
    reading = read_json(grafana(**changes))
    assert (reading.format, reading.alerts[0].actual) == ("grafana_webhook", actual)


def test_legacy_webhook_of_grafana_is_an_error_that_says_what_to_write() -> None:
    legacy = {"ruleId": 1, "ruleName": "CPU", "evalMatches": [{"metric": "cpu", "value": 99}]}
    with pytest.raises(UnreadableEvidenceError, match="has no time") as caught:
        read_json(legacy)
    assert "timeline" in caught.value.hint


@pytest.mark.parametrize(
    ("expression", "threshold"),
    [
        ("rate(errors[5m]) > 0.9", "> 0.9"),
        ('up{job="a > 3"} == 0', "== 0"),
        ("sum by (job) (x > 5)", None),
        ("x > 1024 * 1024", "> 1024 * 1024"),
        ("x < 1e-3", "< 1e-3"),
        ("x > bool 5", None),
        ("x > y", None),
        ("x > 5 and y > 3", None),
        ("(x > 5) or y > 3", None),
        ("x > 5 < 10", None),
        ("x >= -2.5", ">= -2.5"),
        ("", None),
    ],
)
def test_threshold_is_only_a_comparison_that_ends_the_expression(
    expression: str, threshold: str | None
) -> None:
    assert trailing_comparison(expression) == threshold
    assert threshold_of(f"http://p/graph?g0.expr={quote_plus(expression)}&g0.tab=1") == threshold


def test_address_that_is_none_has_no_threshold() -> None:
    assert threshold_of("http://[::1/graph?g0.expr=x+%3E+1") is None


def test_lines_of_many_alerts_are_found_in_one_pass() -> None:
    alerts = [
        api_alert(fingerprint=str(number), startsAt=f"2024-05-06T09:00:00.{number:06}Z")
        for number in range(5_000)
    ]
    reading = read_json(alerts)
    assert [record.line for record in reading.alerts] == sorted(
        {record.line for record in reading.alerts}
    )
