"""An incident of ten lines with five raw files, and one contradiction of each kind."""

import json
from pathlib import Path

import pytest

from postmortems.check import check
from postmortems.reader import read
from tests.conftest import write

NAME = "2026-03-14-checkout-declines-cards"
ALERTS = json.dumps(
    {
        "version": "4",
        "groupKey": "{}",
        "alerts": [
            {
                "labels": {"alertname": "CheckoutErrors"},
                "status": "resolved",
                "startsAt": "2026-03-14T09:31:00Z",
                "endsAt": "2026-03-14T10:12:00Z",
                "generatorURL": "http://prometheus/graph?g0.expr=error_ratio+%3E+0.05",
            }
        ],
    }
)
VALUES = {minute: 100 if 100 <= minute <= 110 else 12 + minute % 3 for minute in range(0, 150, 5)}
CPU = "time,cpu\n" + "".join(
    f"2026-03-14T{8 + minute // 60:02}:{minute % 60:02}Z,{value}\n"
    for minute, value in VALUES.items()
)
LOG = (
    "2026-03-14T09:00:00Z INFO checkout serves\n"
    "2026-03-14T09:24:00Z ERROR no connection to the bank\n"
    "2026-03-14T10:20:00Z INFO connected to the bank\n"
)
REPORTS = "created_at,subject\n" + "".join(
    f"2026-03-14T09:{minute}:00Z,My card is declined\n" for minute in range(35, 55)
)
FILES = {
    "alerts.json": ALERTS,
    "cpu.csv": CPU,
    "app.log": LOG,
    "reports.csv": REPORTS,
    "report.md": "# Checkout declines cards\n\nThe bank closed the connections.\n",
}
EVIDENCE = """\
evidence:
  - {kind: alerts, file: evidence/alerts.json}
  - {kind: metrics, file: evidence/cpu.csv}
  - {kind: logs, file: evidence/app.log}
  - {kind: user-reports, file: evidence/reports.csv}
  - {kind: report, file: evidence/report.md}
"""
HEAD = "title: Checkout declines cards\nseverity: SEV2\nstatus: resolved\n"
TIMES = """\
times:
  started: 2026-03-14T09:24Z
  detected: 2026-03-14T09:31Z
  resolved: 2026-03-14T10:20Z
"""
RULES = frozenset(
    [
        "alert-before-detected",
        "evidence-contradicts",
        "evidence-outside-window",
        "evidence-unreadable",
        "evidence-without-zone",
        "first-error-before-started",
    ]
)


def messages(folder: Path, text: str, **files: str) -> dict[str, list[str]]:
    """The messages about the evidence of an incident, by rule."""
    every = FILES | {name.replace("_", "."): content for name, content in files.items()}
    contents = {f"{NAME}/evidence/{name}": content for name, content in every.items()}
    reading = read(write(folder, {f"{NAME}/incident.yaml": text, **contents}))
    assert [one.message for one in reading.problems if one.level == "error"] == []
    found: dict[str, list[str]] = {}
    for problem in check(reading).problems:
        if problem.rule in RULES:
            found.setdefault(problem.rule, []).append(problem.message)
    return found


def test_what_agrees_with_the_evidence_is_not_reported(tmp_path: Path) -> None:
    typed = (
        "monitoring:\n"
        "  alerts_triggered: [{alert: CheckoutErrors, threshold: '0.05', duration: 41 min}]\n"
        "  metrics_anomalies: {cpu_usage: from 13 % to 100 %}\n"
        "impact: {business: {customer_complaints: 20 tickets}}\n"
    )
    assert messages(tmp_path, HEAD + TIMES + EVIDENCE + typed) == {}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "monitoring: {metrics_anomalies: {cpu_usage: 75 %}}\n",
            "typed `cpu_usage: 75 %`, but `evidence/cpu.csv:22` peaks at 100 at 09:40 UTC",
        ),
        (
            "monitoring: {alerts_triggered: [{alert: High CPU, actual: 95 %}]}\n",
            "typed `actual: 95 %`, but `evidence/cpu.csv:22` peaks at 100 at 09:40 UTC",
        ),
        (
            "monitoring: {alerts_triggered: [{alert: Checkout errors, threshold: '0.2'}]}\n",
            "typed `threshold: 0.2`, but `evidence/alerts.json:1` has > 0.05",
        ),
        (
            "monitoring: {alerts_triggered: [{alert: CheckoutErrors, duration: 10 min}]}\n",
            "typed `duration: 10 min`, but according to `evidence/alerts.json:1` it fired for "
            "41 minutes",
        ),
        (
            "impact: {business: {customer_complaints: 12 tickets}}\n",
            "typed `12 tickets`, but `evidence/reports.csv` has 20 reports",
        ),
    ],
)
def test_a_typed_value_that_differs_is_reported(tmp_path: Path, typed: str, message: str) -> None:
    reported = messages(tmp_path, HEAD + TIMES + EVIDENCE + typed)
    assert reported == {"evidence-contradicts": [message]}


def test_one_of_several_metrics_with_the_value_is_enough(tmp_path: Path) -> None:
    two = "time,cpu a,cpu b\n" + "".join(
        f"{row.split(chr(44))[0]},{value},{value / 2:.0f}\n"
        for row, value in zip(CPU.splitlines()[1:], VALUES.values(), strict=True)
    )
    typed = "monitoring: {metrics_anomalies: {cpu_usage: 100 %}}\n"
    assert messages(tmp_path, HEAD + TIMES + EVIDENCE + typed, cpu_csv=two) == {}


@pytest.mark.parametrize("name", ["HighCPUUsage", "high_cpu_usage", "CPU"])
def test_a_subject_is_found_however_a_name_is_written(tmp_path: Path, name: str) -> None:
    typed = f"monitoring: {{alerts_triggered: [{{alert: {name}, actual: 60 %}}]}}\n"
    assert list(messages(tmp_path, HEAD + TIMES + EVIDENCE + typed)) == ["evidence-contradicts"]


def test_names_in_other_scripts_are_compared_by_their_letters(tmp_path: Path) -> None:
    alerts = ALERTS.replace("CheckoutErrors", "Ошибка API")
    typed = "monitoring: {alerts_triggered: [{alert: Задержка API, threshold: '0.2'}]}\n"
    assert messages(tmp_path, HEAD + TIMES + EVIDENCE + typed, alerts_json=alerts) == {}


def test_a_change_from_the_baseline_is_as_good_as_the_value(tmp_path: Path) -> None:
    typed = "monitoring: {metrics_anomalies: {cpu_usage: up by 87 %}}\n"
    assert messages(tmp_path, HEAD + TIMES + EVIDENCE + typed) == {}


def test_a_share_of_something_else_is_not_compared(tmp_path: Path) -> None:
    typed = "monitoring: {metrics_anomalies: {cpu_usage: 75 % of the web servers}}\n"
    assert messages(tmp_path, HEAD + TIMES + EVIDENCE + typed) == {}


def test_an_alert_before_the_detection_is_reported(tmp_path: Path) -> None:
    reported = messages(tmp_path, HEAD + TIMES.replace("09:31", "09:58") + EVIDENCE)
    assert list(reported) == ["alert-before-detected"]
    assert "27 minutes before `detected`" in reported["alert-before-detected"][0]


def test_an_error_before_the_start_is_reported(tmp_path: Path) -> None:
    reported = messages(tmp_path, HEAD + TIMES.replace("09:24", "09:30") + EVIDENCE)
    assert list(reported) == ["first-error-before-started"]


def test_a_log_whose_errors_are_usual_is_not_compared_with_the_start(tmp_path: Path) -> None:
    usual = "2026-03-14T08:45:00Z ERROR a request failed\n" + LOG
    text = HEAD + TIMES.replace("09:24", "09:30") + EVIDENCE
    assert messages(tmp_path, text, app_log=usual) == {}


def test_a_file_of_another_zone_is_reported_with_the_shift_that_fits(tmp_path: Path) -> None:
    later = REPORTS.replace("T09:", "T14:")
    reported = messages(tmp_path, HEAD + TIMES + EVIDENCE, reports_csv=later)
    assert list(reported) == ["evidence-outside-window"]
    assert "5 hours earlier they would fit" in reported["evidence-outside-window"][0]


def test_a_file_that_cannot_be_read_is_an_error_with_its_reason(tmp_path: Path) -> None:
    reported = messages(tmp_path, HEAD + TIMES + EVIDENCE, alerts_json='{"alerts": [')
    assert list(reported) == ["evidence-unreadable"]
    assert "`evidence/alerts.json` cannot be read" in reported["evidence-unreadable"][0]


def test_times_without_a_zone_are_reported(tmp_path: Path) -> None:
    naive = CPU.replace("Z,", ",")
    reported = messages(tmp_path, HEAD + TIMES + EVIDENCE, cpu_csv=naive)
    assert reported == {"evidence-without-zone": ["the times in `evidence/cpu.csv` have no zone"]}
