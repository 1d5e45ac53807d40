"""`postmortems suggest`: lessons for entries without one, new lessons, and symptoms."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.cli.suggest_apply import apply
from postmortems.model import Incident
from postmortems.reader import read, topics
from postmortems.search import (
    LessonSuggestions,
    Topics,
    Untagged,
    clusters,
    suggested_symptoms,
    untagged,
)
from tests.conftest import run, write

FIRST = "2025-01-10-search-is-down"
SECOND = "2025-03-14-checkout-declines-cards"
LESSONS = """\
timeouts: {statement: Every call has a timeout., signs: [One slow dependency blocks all requests.]}
alerts:
  statement: No alert fired; users told us first.
  examples: [We learned of the outage from a customer's ticket.]
backups: {statement: A backup counts only after it was restored.}
"""
FILES = {
    "lessons.yaml": LESSONS,
    f"{FIRST}/incident.yaml": """\
title: Search is down
severity: SEV2
lessons:
  improve:
    - {text: Calls to the index hung for minutes, lesson: timeouts}
    # for an hour
    - No alert told us, but tickets of customers
    - The printer in the office was out of paper
""",
    f"{SECOND}/incident.yaml": """\
title: Checkout declines cards
severity: SEV2
monitoring: {alerts_triggered: [{alert: CheckoutErrorsHigh}]}
timeline:
  - {time: 2025-03-14T09:20Z, event: 'The gateway answers `dial tcp: i/o timeout` to everybody'}
evidence: [{file: evidence/gateway.log, kind: logs}]
lessons:
  action_items:
    - {id: give, text: Calls to the gateway hung; give them a deadline}
""",
    f"{SECOND}/evidence/gateway.log": (
        "2025-03-14T09:20:01Z gateway[17]: ERROR pool 3 exhausted after 5000 ms\n"
        "2025-03-14T09:20:02Z gateway[17]: ERROR pool 4 exhausted after 5001 ms\n"
        "2025-03-14T09:20:02Z gateway[17]: INFO all is well\n"
        "2025-03-14T09:20:03Z gateway[17]: ERROR token AKIAIOSFODNN7EXAMPLE is refused\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "incidents", FILES)
    return tmp_path


def suggested(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run("postmortems", "suggest", *arguments, "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def test_each_entry_without_a_lesson_gets_those_that_fit(folder: Path) -> None:
    rows = {str(row["text"]): row for row in suggested(folder, "lessons")}
    paged = rows["No alert told us, but tickets of customers"]
    assert paged["place"] == f"incidents/{FIRST}/incident.yaml:7:7"
    first = paged["lessons"][0]
    assert first["name"] == "alerts"
    assert not paged["is_new"]
    give = rows["Calls to the gateway hung; give them a deadline"]
    first = give["lessons"][0]
    assert (first["name"], first["incident"]) == ("timeouts", FIRST)
    assert first["like"] == "Calls to the index hung for minutes"
    assert rows["The printer in the office was out of paper"]["is_new"]


def test_the_reason_is_said(folder: Path) -> None:
    done = run("postmortems", "suggest", "lessons", SECOND, cwd=folder)
    assert done.returncode == 0
    assert "  timeouts (very likely): Every call has a timeout. Like “Calls" in done.stdout
    assert FIRST in done.stdout and "printer" not in done.stdout


def test_only_what_is_asked_for_is_tagged_and_comments_stay(folder: Path) -> None:
    answers: Iterator[str] = iter(["1", "nothing-like-it", "", "1"])
    reading = read(folder / "incidents")
    suggestions = LessonSuggestions(reading.corpus, Topics(topics()))
    entries = [entry for incident in reading.corpus.incidents[::-1] for entry in untagged(incident)]
    rows = [(entry, suggestions.of(entry.text, entry.incident.id)) for entry in entries]
    assert apply(reading, rows, lambda question: next(answers)) == 0
    text = (folder / "incidents" / FIRST / "incident.yaml").read_text()
    tagged = "    - text: No alert told us, but tickets of customers\n"
    assert tagged + "      lesson: alerts\n" in text
    after = read(folder / "incidents").corpus
    left = [entry.text for incident in after.incidents for entry in untagged(incident)]
    assert left == ["The printer in the office was out of paper"]


def test_apply_needs_a_terminal(folder: Path) -> None:
    done = run("postmortems", "suggest", "lessons", "--apply", cwd=folder)
    assert done.returncode == 2
    assert "asks on a terminal" in done.stderr


def test_an_unknown_incident_is_an_error(folder: Path) -> None:
    done = run("postmortems", "suggest", "lessons", "2025-01-10-search-is-dow", cwd=folder)
    assert done.returncode == 2
    assert f"did you mean `{FIRST}`?" in done.stderr


def test_nothing_to_suggest_is_said(folder: Path) -> None:
    done = run("postmortems", "suggest", "catalogue", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "There is nothing to suggest.\n")


def entry(number: int, text: str) -> Untagged:
    incident = Incident.model_validate(
        {"id": f"2025-01-0{number}-x", "title": "X", "severity": "SEV1"}
    )
    return Untagged(incident, ("lessons", "improve", 0), text)


def test_similar_entries_of_several_incidents_are_one_proposal() -> None:
    entries = [
        entry(1, "The backup of the ledger could not be restored"),
        entry(2, "Nobody had ever restored the ledger's backup"),
        entry(3, "Restore a backup of the ledger each month"),
        entry(4, "The coffee machine was locked"),
        entry(4, "The coffee machine was locked again"),
    ]
    [cluster] = clusters(entries, topics())
    assert cluster.incidents == 3
    assert {one.incident.id for one in cluster.entries} == {one.incident.id for one in entries[:3]}
    assert "backup" in cluster.terms


def test_symptoms_are_alerts_quoted_errors_and_frequent_messages(folder: Path) -> None:
    [row] = suggested(folder, "symptoms", SECOND)
    assert row["symptoms"] == [
        "CheckoutErrorsHigh",
        "dial tcp: i/o timeout",
        "pool 3 exhausted after 5000 ms",
    ]


def test_symptoms_are_printed_as_yaml(folder: Path) -> None:
    done = run("postmortems", "suggest", "symptoms", SECOND, cwd=folder)
    assert f'# {SECOND}\nsymptoms:\n  - "CheckoutErrorsHigh"\n' in done.stdout
    path = folder / "incidents" / SECOND / "incident.yaml"
    path.write_text(f"{path.read_text()}{done.stdout}")
    again = run("postmortems", "suggest", "symptoms", SECOND, cwd=folder)
    assert (again.returncode, again.stdout) == (1, "There is nothing to suggest.\n")


@given(st.lists(st.text(max_size=200), max_size=3))
def test_any_evidence_can_be_read(texts: list[str]) -> None:
    incident = Incident.model_validate({"id": "2025-01-01-x", "title": "X", "severity": "SEV1"})
    for symptom in suggested_symptoms(incident, texts):
        assert symptom == " ".join(symptom.split())
        assert 4 <= len(symptom) <= 160
