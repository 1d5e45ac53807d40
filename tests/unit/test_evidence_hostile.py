"""Hostile exports: whatever is in a file, a reading or a named error comes of it."""

import json
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postmortems.evidence import (
    Columns,
    EvidenceKind,
    Reading,
    Source,
    UnreadableEvidenceError,
    read_evidence,
)
from postmortems.evidence.promql import threshold_of
from tests.unit import test_evidence_alerts as alerts
from tests.unit import test_evidence_monitors as monitors
from tests.unit import test_evidence_pagers as pagers
from tests.unit import test_evidence_reports as reports

KINDS = st.sampled_from([None, *get_args(EvidenceKind)])
SAMPLES: list[Any] = [
    alerts.webhook(alerts.alert(), truncatedAlerts=1),
    alerts.grafana(values={"A": 1.5}, valueString="[ var='B' labels={} value=7 ]"),
    [alerts.api_alert()],
    {"incidents": [pagers.incident(acknowledgements=[{"at": pagers.iso(3)}])], "more": True},
    {"log_entries": [pagers.entry("trigger", 0), pagers.entry("resolve", 4)]},
    pagers.event("triggered", 0),
    {"data": [pagers.opsgenie(report={"ackTime": 60_000})]},
    {"action": "Create", "alert": {"alertId": "1", "alias": "a", "createdAt": 1_700_000_000_000}},
    {"AlarmHistoryItems": [pagers.history(5, "OK", "ALARM")]},
    pagers.sns("ALARM"),
    monitors.check("DOWN", 0),
    monitors.issue("CLOSED"),
    {"totalCount": 1, "problems": [monitors.problem()]},
    [monitors.sentry_issue()],
    {"events": [monitors.event("[Triggered on {host:a1}] CPU is high", 0)]},
    {"tickets": [reports.ticket()], "next_page": None},
    [reports.issue(1), reports.issue(2, pull_request={})],
    {"issues": [reports.jira_issue()], "startAt": 0, "maxResults": 1, "total": 4},
]
TABLES = [
    'Id,Subject,Created at,Status\n7,"Cannot pay,\nagain",2024-02-05T15:14:00Z,open\n',
    "Summary,Issue key,Created,Labels,Labels\nCannot pay,PAY-1,05/Feb/24 3:14 PM,a,b\n",
    "sep=;\nwhen;what\n13/02/2024 10:00;One\n",
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["0001-01-01T00:00:00+02:00", "9999-12-31T23:59:59-10:00", 10**400, -1, 1e308]),
    st.sampled_from([json.dumps(sample) for sample in SAMPLES[-4:]]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
CALM = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


def outcome(
    content: bytes, kind: EvidenceKind | None = None, columns: Columns | None = None
) -> None:
    """Read a file; anything but a reading or a named error fails the test."""
    try:
        reading = read_evidence(
            Source("evidence/file", content, columns=columns or Columns()), kind
        )
    except UnreadableEvidenceError as error:
        assert error.reason and error.hint
        return
    assert isinstance(reading, Reading)
    assert all(one.started.tzinfo for one in reading.alerts)
    assert all(one.line >= 1 for one in reading.alerts)
    assert all(one.line >= 1 for one in reading.reports)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all values within a JSON value."""
    if not isinstance(value, dict | list):
        return [path]
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    inner = [place for step, one in steps for place in places(one, (*path, step))]
    return [path, *inner] if path else inner


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return a JSON value with another value at a path."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


@CALM
@given(st.binary(max_size=300), KINDS)
def test_random_bytes(content: bytes, kind: EvidenceKind | None) -> None:
    outcome(content, kind)


@CALM
@given(st.data(), KINDS)
def test_samples_with_other_values(data: st.DataObject, kind: EvidenceKind | None) -> None:
    sample = data.draw(st.sampled_from(SAMPLES))
    path = data.draw(st.sampled_from(places(sample)))
    changed = replaced(sample, path, data.draw(VALUES))
    outcome(json.dumps(changed).encode("utf-8", "replace"), kind)


@CALM
@given(st.data())
def test_truncated_samples(data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(SAMPLES))
    lines = json.dumps(sample) + "\n" + json.dumps(sample, indent=1)
    content = data.draw(st.sampled_from([lines, json.dumps(sample), *TABLES])).encode()
    outcome(content[: data.draw(st.integers(0, len(content)))])


@CALM
@given(
    st.lists(st.lists(st.text(alphabet="a\"',;\t/:0123456789 APMZ", max_size=20), max_size=4)),
    st.sampled_from([None, "when", "a"]),
    st.sampled_from([None, "%d/%m/%Y %H:%M", "%", "%d", "%Y-%m-%d("]),
)
def test_tables_with_mixed_columns(
    cells: list[list[str]], column: str | None, time_format: str | None
) -> None:
    content = "when,a\n" + "\n".join(",".join(row) for row in cells)
    for kind in ("user-reports", "alerts"):
        outcome(content.encode(), kind, Columns(column, time_format))


@CALM
@given(st.text(max_size=80))
def test_addresses_with_any_expression(expression: str) -> None:
    threshold_of(f"http://p/graph?g0.expr={expression}")
    threshold_of(expression)


def test_deep_json_is_a_named_error() -> None:
    outcome(b'{"alerts":' * 100_000)
    outcome(b"[" * 100_000 + b"]" * 100_000)


def test_many_broken_lines_end_soon() -> None:
    webhook = json.dumps(SAMPLES[0]).encode()
    outcome(webhook + b"\n" + b'{"alerts": [\n' * 200_000)


def test_a_time_that_is_never_where_it_is_searched_ends_soon() -> None:
    escaped = json.dumps([alerts.api_alert(startsAt="2024-05-06T09:00:00Z")] * 3_000)
    outcome(escaped.replace("2024-05", "\\u0032024-05").encode())


def test_brackets_without_an_end_end_soon() -> None:
    outcome(json.dumps(alerts.grafana(valueString="[ var='" * 100_000)).encode())
