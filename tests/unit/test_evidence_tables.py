"""Exports in formats that are not known: the author says what they are, and names the time."""

from datetime import UTC, datetime

import pytest

from postmortems.evidence import Columns, UnreadableEvidenceError
from tests.unit.evidence_files import read_json, read_text

HISTORY = (
    "Alert name,Severity,Status,Triggered at,Acknowledged at,Resolved at,Threshold,Value\n"
    "CPU is high,P1,resolved,2024-05-06T09:00:00Z,2024-05-06T09:02:00Z,2024-05-06T09:30:00Z,90,97\n"
    "CPU is high,P1,firing,2024-05-06T10:00:00Z,,,90,95\n"
)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 5, 6, hour, minute, tzinfo=UTC)


def test_history_of_alerts_as_a_table_has_starts_and_ends() -> None:
    reading = read_text(HISTORY, "alerts")
    first, second = reading.alerts
    assert (reading.format, reading.record_count) == ("alerts_csv", 2)
    assert (first.name, first.severity, first.state) == ("CPU is high", "P1", "resolved")
    assert (first.started, first.acknowledged, first.ended) == (at(9), at(9, 2), at(9, 30))
    assert (first.threshold, first.actual, first.line) == ("90", "97", 2)
    assert (second.started, second.ended, second.key) == (at(10), None, first.key)


def test_table_of_alerts_without_times_is_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError, match="not known"):
        read_text("Alert name,Severity\nCPU is high,P1\n", "alerts")


def test_column_of_alerts_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(UnreadableEvidenceError, match="has no column `when`"):
        read_text(HISTORY, "alerts", columns=Columns(time_column="when"))


def test_webhook_of_an_own_template_needs_the_key_of_its_time() -> None:
    value = {"alert": {"title": "CPU is high", "at": 1_714_986_000}, "status": "firing"}
    with pytest.raises(UnreadableEvidenceError, match="not known"):
        read_json(value, "alerts")
    (record,) = read_json(value, "alerts", Columns(time_column="alert.at")).alerts
    assert (record.name, record.started, record.state) == ("CPU is high", at(9), "firing")


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: {"complaints": one}])
def test_list_of_objects_is_user_reports_if_the_author_says_so(wrap: object) -> None:
    assert callable(wrap)
    reports = [{"receivedAt": "2024-05-06T09:00:00Z", "text": "Cannot pay", "user": {"id": 7}}]
    reading = read_json(wrap(reports), "user-reports")
    (report,) = reading.reports
    assert (reading.format, report.time, report.title) == ("user_reports_json", at(9), "Cannot pay")
    assert report.line > 1


def test_list_of_objects_without_a_kind_is_not_guessed() -> None:
    with pytest.raises(UnreadableEvidenceError, match="not known"):
        read_json([{"receivedAt": "2024-05-06T09:00:00Z", "text": "Cannot pay"}])
