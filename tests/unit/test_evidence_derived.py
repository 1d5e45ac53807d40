"""What is derived from the readings of an incident's evidence."""

from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from postmortems.evidence import (
    AlertRecord,
    DerivedEvidence,
    LogEntry,
    Reading,
    Series,
    UnreadableEvidenceError,
    UserReport,
    derive,
    ladder,
)
from postmortems.evidence.records import EvidenceKind
from postmortems.model import Corpus, Incident
from postmortems.scorecard import scorecard
from tests.conftest import TODAY

START = datetime(2026, 3, 14, 9, 20, tzinfo=UTC)
TIMES = {
    "started": "2026-03-14T09:20Z",
    "detected": "2026-03-14T09:26Z",
    "acknowledged": "2026-03-14T09:28Z",
    "mitigated": "2026-03-14T09:50Z",
    "resolved": "2026-03-14T10:00Z",
}


def at(minutes: float) -> datetime:
    """Return a time after the start of the incident."""
    return START + timedelta(minutes=minutes)


def incident(*kinds: str, **more: Any) -> Incident:
    """Return an incident with an entry of evidence of each kind."""
    evidence = [{"kind": kind, "file": f"evidence/{kind}"} for kind in kinds]
    values = {"title": "x", "severity": "SEV3", "times": TIMES, "evidence": evidence} | more
    return Incident.model_validate(values | {"id": "2026-03-14-x"})


def alert(
    minutes: float, name: str = "HighLoad", ends: float | None = None, **more: Any
) -> AlertRecord:
    ended = None if ends is None else at(ends)
    return AlertRecord(name, at(minutes), 7, more.pop("key", name), ended, **more)


def reading(kind: EvidenceKind, **more: Any) -> Reading:
    return Reading("a format", kind, "it looks so", **more)


def alerts(*records: AlertRecord, **more: Any) -> DerivedEvidence:
    """Return what is derived from one file of alerts."""
    own = reading("alerts", alerts=records, record_count=len(records), **more)
    return derive(incident("alerts"), {0: own})


def log(*entries: LogEntry) -> Reading:
    def iterate() -> Iterator[LogEntry]:
        yield from entries

    return reading("logs", entries=iterate, record_count=len(entries))


def test_an_alert_that_an_export_repeats_counts_once_and_keeps_its_end() -> None:
    (row,) = alerts(alert(7), alert(7, ends=30), alert(7)).alert_rows
    assert (row.times, row.first, row.last) == (1, at(7), at(30))


def test_alerts_are_counted_by_name_with_their_targets() -> None:
    rows = alerts(
        alert(7, ends=9, key="a", threshold="> 80 %", actual="91 %"),
        alert(12, ends=20, key="a", threshold="> 80 %", actual="97 %"),
        alert(8, ends=9, key="b"),
    ).alert_rows
    (row,) = rows
    assert (row.times, row.targets, row.first, row.last) == (3, 2, at(7), at(20))
    assert (row.thresholds, row.actuals) == (("> 80 %",), ("91 %", "97 %"))
    assert row.places == ((0, 7),)


def test_the_same_alert_in_two_files_counts_once() -> None:
    own = reading("alerts", alerts=(alert(7, ends=9),), record_count=1)
    derived = derive(incident("alerts", "alerts"), {0: own, 1: own})
    assert [row.times for row in derived.alert_rows] == [1]


@pytest.mark.parametrize(
    ("starts", "ends", "is_during"),
    [(-90, -60, False), (-90, 5, True), (5, None, True), (41, 50, False), (40, 50, True)],
)
def test_an_alert_is_during_the_incident_if_a_part_of_it_is(
    starts: float, ends: float | None, is_during: bool
) -> None:
    (row,) = alerts(alert(starts, ends=ends)).alert_rows
    assert row.is_during == is_during


def test_the_ladder_has_first_signs_and_recorded_phases_in_the_order_of_time() -> None:
    one = incident("logs", "alerts", "user-reports")
    derived = derive(
        one,
        {
            0: log(
                LogEntry(at(-9), "ready", 1, "INFO"),
                LogEntry(at(1), "pool full", 2, "ERROR"),
                LogEntry(at(2), "pool full", 3, "ERROR"),
            ),
            1: reading("alerts", alerts=(alert(7, acknowledged=at(7.5)),), record_count=1),
            2: reading("user-reports", reports=(UserReport(at(5), "It hangs", 4),), record_count=1),
        },
    )
    minute = timedelta(minutes=1)
    steps = [(s.sign.name, s.from_start, s.from_previous) for s in ladder(one, derived)]
    assert steps == [
        ("Started", 0 * minute, None),
        ("First error in the logs", 1 * minute, 1 * minute),
        ("First user report", 5 * minute, 4 * minute),
        ("Detected", 6 * minute, 1 * minute),
        ("First alert", 7 * minute, 1 * minute),
        ("First alert acknowledged", 7.5 * minute, 0.5 * minute),
        ("Acknowledged", 8 * minute, 0.5 * minute),
    ]
    places = [(s.sign.index, s.sign.line) for s in ladder(one, derived) if not s.sign.is_recorded]
    assert places == [(0, 2), (2, 4), (1, 7), (1, 7)]


def test_a_sign_shortly_before_the_start_is_on_the_ladder_and_an_earlier_one_is_not() -> None:
    one = incident("alerts")
    names = {
        minutes: [s.sign.name for s in ladder(one, alerts(alert(minutes)))]
        for minutes in (-31, -30, 41)
    }
    assert names[-30][0] == "First alert"
    assert names[-31] == names[41] == []


def test_times_without_a_zone_are_not_compared_with_those_of_the_incident() -> None:
    derived = alerts(alert(7), has_zone=False)
    assert ladder(incident("alerts"), derived) == ()
    assert derived.alert_rows == ()
    assert [file.index for file in derived.not_comparable] == [0]
    assert derived.first_data() is None


def test_reports_are_counted_until_users_were_no_longer_affected() -> None:
    times = (-600, -31, -5, 5, 10, 29, 31, 45, 600)
    reports = tuple(UserReport(at(minutes), "It hangs", 2) for minutes in times)
    own = reading("user-reports", reports=reports, record_count=len(reports))
    counts = derive(incident("user-reports"), {0: own}).reports
    assert counts
    assert (counts.before, counts.until_mitigated, counts.total) == (2, 4, 7)


def test_a_metric_that_falls_is_an_anomaly_like_one_that_rises() -> None:
    times = array("d", (at(minutes).timestamp() for minutes in range(-30, 50)))
    values = array("d", (12 if 0 <= minutes <= 40 else 100 for minutes in range(-30, 50)))
    series = Series("traffic", times, values, "%", lines=array("q", range(2, 82)))
    own = reading("metrics", series=(series,), record_count=80)
    (file,) = derive(incident("metrics"), {0: own}).files
    deviation = file.series[0].deviation
    assert deviation and deviation.is_anomaly and deviation.extreme
    assert (deviation.extreme.value, deviation.extreme.line) == (12, 32)


def test_no_more_series_are_kept_than_are_drawn() -> None:
    times = array("d", (at(minutes).timestamp() for minutes in range(-30, 50)))
    series = tuple(
        Series(
            str(number),
            times,
            array("d", [minute % 2 + number * (minute == 40) for minute in range(80)]),
        )
        for number in range(20)
    )
    own = reading("metrics", series=series, record_count=1600)
    (file,) = derive(incident("metrics"), {0: own}).files
    assert {one.name for one in file.series} == {str(number) for number in range(12, 20)}
    assert file.more_series == 12


def test_a_file_that_cannot_be_read_says_why_and_hides_no_other() -> None:
    error = UnreadableEvidenceError("the format is not known", "name the columns", 3)
    own = reading("alerts", alerts=(alert(7),), record_count=1)
    derived = derive(incident("logs", "alerts"), {0: error, 1: own})
    first, second = derived.files
    assert first.error and (first.error.reason, first.error.line) == ("the format is not known", 3)
    assert second.error is None and len(derived.alert_rows) == 1


@pytest.mark.parametrize("error", [UnreadableEvidenceError("odd", "mend it"), ValueError("odd")])
def test_an_error_in_the_middle_of_a_log_is_the_error_of_the_file(error: Exception) -> None:
    def iterate() -> Iterator[LogEntry]:
        yield LogEntry(at(1), "ready", 1)
        raise error

    (file,) = derive(incident("logs"), {0: reading("logs", entries=iterate)}).files
    assert file.error and file.error.hint
    assert file.log is None and file.records == 0


SECRETS = ("anna@example.org", "203.0.113.7", "hunter2hunter2")
TEXT = f"{SECRETS[0]} from {SECRETS[1]} with password={SECRETS[2]}"


def test_no_text_is_kept_that_is_not_redacted() -> None:
    times = array("d", (at(minutes).timestamp() for minutes in range(-30, 50)))
    record = alert(7, TEXT, threshold=TEXT, actual=TEXT, severity=TEXT, summary=TEXT)
    derived = derive(
        incident("logs", "alerts", "user-reports", "metrics"),
        {
            0: log(*(LogEntry(at(minute), TEXT, 1, "ERROR") for minute in range(-20, 30))),
            1: reading("alerts", alerts=(record,), record_count=1, notes=(TEXT,)),
            2: reading("user-reports", reports=(UserReport(at(5), TEXT, 4),), record_count=1),
            3: reading("metrics", series=(Series(TEXT, times, times, TEXT),), record_count=80),
        },
    )
    assert [file.error for file in derived.files] == [None] * 4
    assert all(file.redacted for file in derived.files)
    kept = repr(replace(derived, key=b""))
    assert [secret for secret in SECRETS if secret in kept] == []


def first_step(one: Incident, derived: DerivedEvidence) -> tuple[bool, str]:
    step = scorecard(one, Corpus(TODAY, (one,)), derived)[0]
    return step.done, step.says


@pytest.mark.parametrize(
    ("minutes", "step"),
    [
        (6.2, (True, "the evidence has data from 12 s after detection")),
        (21, (True, "the evidence has data from 15 min after detection")),
        (21.1, (False, "no row of the timeline is after it was detected")),
        (5, (False, "no row of the timeline is after it was detected")),
    ],
)
def test_data_of_the_first_minutes_after_detection_is_in_the_evidence(
    minutes: float, step: tuple[bool, str]
) -> None:
    assert first_step(incident("alerts"), alerts(alert(minutes))) == step


def test_without_a_start_nothing_is_during_the_incident() -> None:
    one = incident("alerts", "logs", times={})
    derived = derive(
        one,
        {
            0: reading("alerts", alerts=(alert(7),), record_count=1),
            1: log(LogEntry(at(1), "pool full", 2, "ERROR")),
        },
    )
    assert ladder(one, derived) == ()
    assert [row.is_during for row in derived.alert_rows] == [False]
    assert derived.files[1].log and derived.files[1].log.first_error
