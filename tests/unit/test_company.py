"""The invented company: sound, the same each time, and with every part of the format in use."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, Literal, get_args, get_origin

import pytest

from postmortems.check import derived_evidence
from postmortems.insights import Histories
from postmortems.model import PHASES, Corpus, Incident, Lesson, Record, Service, Severity
from postmortems.model.record import bare, is_empty, record_type
from postmortems.reader import ReadResult, read
from tests.benchmarks.company import write
from tests.benchmarks.company.evidence import EXPORTED
from tests.benchmarks.company.scenario import scenarios

pytestmark = pytest.mark.slow

NUMBER, SEED, UNTIL = 120, 1, date(2026, 10, 31)
MAJOR = ("SEV1", "SEV2")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("company") / "incidents"
    write(where, NUMBER, SEED, UNTIL)
    return where


@pytest.fixture(scope="module")
def reading(folder: Path) -> ReadResult:
    return read(folder, as_of=UNTIL)


@pytest.fixture(scope="module")
def corpus(reading: ReadResult) -> Corpus:
    return reading.corpus


def recorded(record: Record) -> Iterator[tuple[str, Any]]:
    """Every field that holds something, as (`Record.field`, value), of a record and within it."""
    for name, value in record:
        if is_empty(value):
            continue
        field = f"{type(record).__name__}.{name}"
        for item in value if isinstance(value, tuple) else (value,):
            yield field, item
            if isinstance(item, Record):
                yield from recorded(item)


def fields(kind: type[Record]) -> Iterator[tuple[str, Any]]:
    """Every field of the format, as (`Record.field`, type), of a kind of record and within it."""
    for name, info in kind.model_fields.items():
        yield f"{kind.__name__}.{name}", bare(info.annotation)
        inner, _ = record_type(info.annotation)
        if inner:
            yield from fields(inner)


def told(corpus: Corpus) -> Iterator[tuple[str, Any]]:
    """Every field that holds something anywhere in the corpus."""
    catalogues = (corpus.services, corpus.lessons, corpus.severities)
    records = [*corpus.incidents, *(entry for of in catalogues for entry in of.values())]
    for record in records:
        yield from recorded(record)


def test_it_reads_without_a_problem(reading: ReadResult) -> None:
    assert reading.problems == ()
    assert len(reading.corpus.incidents) == NUMBER


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    def files(of: Path) -> dict[str, bytes]:
        paths = sorted(path for path in of.rglob("*") if path.is_file())
        return {path.relative_to(of).as_posix(): path.read_bytes() for path in paths}

    write(tmp_path / "again", NUMBER, SEED, UNTIL)
    assert files(tmp_path / "again") == files(folder)
    write(tmp_path / "other", NUMBER, SEED + 1, UNTIL)
    assert files(tmp_path / "other").keys() != files(folder).keys()


def test_every_tenth_incident_has_evidence_that_can_be_read(
    reading: ReadResult, corpus: Corpus
) -> None:
    derived = {one.id: derived_evidence(reading.folders[one.id], one) for one in corpus.incidents}
    assert [
        (name, file.error) for name, of in derived.items() for file in of.files if file.error
    ] == []
    whole = [of for of in derived.values() if {file.kind for file in of.files} >= set(EXPORTED)]
    assert len(whole) >= NUMBER // 10 - 1
    for of in whole:
        assert of.alert_rows and of.reports and of.not_comparable == []


def test_every_field_of_the_format_is_in_use(corpus: Corpus) -> None:
    used = {field for field, _ in told(corpus)}
    known = {field for kind in (Incident, Service, Lesson, Severity) for field, _ in fields(kind)}
    assert known <= used, f"in use nowhere: {sorted(known - used)}"


def test_every_value_of_every_enumeration_is_in_use(corpus: Corpus) -> None:
    used = {(field, value) for field, value in told(corpus) if isinstance(value, str | bool)}
    for field, kind in fields(Incident):
        if get_origin(kind) is Literal:
            missing = {value for value in get_args(kind) if (field, value) not in used}
            assert not missing, f"{field}: {missing}"
    assert ("Evidence.publish", True) in used and ("Evidence.publish", False) in used


def test_every_way_to_say_a_thing_is_in_use(corpus: Corpus, folder: Path) -> None:
    incidents = corpus.incidents
    users = [one.impact.user.affected_users for one in incidents if one.impact.user.affected_users]
    assert any(of.count and of.note is None for of in users), "a number"
    assert any(of.note and of.count is None and of.percent is None for of in users), "a sentence"
    assert any(of.count and of.percent and of.note for of in users), "a mapping"
    assert any(one.monitoring.metrics_anomalies.__pydantic_extra__ for one in incidents)
    lessons = [one.lessons for one in incidents]
    for part in ("went_well", "improve", "got_lucky", "action_items"):
        assert any(entry.lesson for of in lessons for entry in getattr(of, part)), part
    assert any(moment.approximate for one in incidents for moment in one.phases.values())
    for phase in PHASES:
        assert any(getattr(one.times, phase) for one in incidents), phase
        assert any(row.marks == phase for one in incidents for row in one.timeline), phase
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*/incident.yaml")]
    assert any(re.search(r"^ *# ", text, re.MULTILINE) for text in texts), "a comment"
    assert any(alias for one in incidents for alias in one.aliases)


def test_phases_come_in_their_order_and_nothing_is_in_the_future(corpus: Corpus) -> None:
    for one in corpus.incidents:
        usual = [phase for phase in PHASES if phase != "declared"]
        phases = [one.phases[phase] for phase in usual if phase in one.phases]
        assert [name for name in one.phases if name in usual] == usual[: len(phases)], one.id
        assert phases == sorted(phases, key=lambda moment: moment.at), one.id
        rows = [row.time.at for row in one.timeline]
        assert rows == sorted(rows), one.id
        days = [moment.date() for moment in rows] + [moment.at.date() for moment in phases]
        days += [item.done_on for item in one.actions if item.done_on]
        days += [item.verified_on for item in one.actions if item.verified_on]
        days += [one.document.published] if one.document.published else []
        assert max(days) <= UNTIL, one.id
        assert one.id.startswith(f"{one.day}-"), one.id
    span = corpus.incidents[0].day - corpus.incidents[-1].day
    assert 5 * 365 < span.days < 6.5 * 365


def test_lessons_come_back_while_action_items_are_open(corpus: Corpus) -> None:
    pairs = Histories(corpus).recurrences
    assert len(pairs) * 1000 > 10 * NUMBER
    taught = Counter(name for one in corpus.incidents for name in one.lesson_names)
    assert max(taught.values()) > 2 * median(taught.values())
    assert any(item.overdue_days(UNTIL) for one in corpus.incidents for item in one.actions)


def test_some_fixes_did_not_hold_although_they_were_verified(corpus: Corpus) -> None:
    failed = Histories(corpus).did_not_hold
    verified = [one for one in failed if all(item.verified_on for item in one.fix.items)]
    assert 0 < len(verified) < len(failed)
    items = [item for one in corpus.incidents for item in one.actions if item.is_done]
    assert 0.2 < sum(item.verified_on is not None for item in items) / len(items) < 0.6


def test_a_scenario_names_every_lesson_that_it_teaches() -> None:
    for scenario in scenarios():
        own = {row["lesson"] for row in (*scenario.actions, *scenario.improve) if "lesson" in row}
        assert own <= set(scenario.teaches), scenario.name
        assert scenario.teaches == sorted(set(scenario.teaches)), scenario.name


def test_an_incident_teaches_only_what_follows_from_its_causes(tmp_path: Path) -> None:
    by_action = {row["id"]: scenario for scenario in scenarios() for row in scenario.actions}
    write(tmp_path / "incidents", 300, SEED, UNTIL)
    taught = 0
    for one in read(tmp_path / "incidents", as_of=UNTIL).corpus.incidents:
        scenario = next((by_action[item.id] for item in one.actions if item.id in by_action), None)
        if scenario:
            assert set(one.lesson_names) <= set(scenario.teaches), (one.id, scenario.name)
            taught += len(one.lesson_names)
    assert taught > 200


def test_a_power_failure_is_no_lesson_about_campaigns() -> None:
    lessons = {scenario.name: scenario.teaches for scenario in scenarios()}
    about_campaigns = {
        name for name, names in lessons.items() if "headroom-before-campaigns" in names
    }
    assert about_campaigns == {"campaign"}


def test_incidents_are_as_long_as_people_write_them(corpus: Corpus, folder: Path) -> None:
    for one in corpus.incidents:
        files = sorted((folder / one.id).glob("*.yaml"))
        lines = sum(path.read_text(encoding="utf-8").count("\n") for path in files)
        if one.severity in MAJOR and one.status == "resolved":
            assert len(files) > 6
            assert 150 <= lines <= 300, one.id
        elif len(files) == 1:
            assert 30 <= lines <= (100 if one.evidence else 70), one.id
        elif one.status == "resolved":
            assert 60 <= lines <= 200, one.id


def test_what_authors_are_asked_for_is_mostly_there(corpus: Corpus) -> None:
    actions = [item for one in corpus.incidents for item in one.actions]
    for name in ("kind", "owner", "due", "state"):
        share = sum(getattr(item, name) is not None for item in actions) / len(actions)
        assert 0.85 < share <= 1, name
    prevent = [item for item in actions if item.kind == "prevent"]
    assert sum(item.measured_by is not None for item in prevent) > 0.85 * len(prevent)
    factors = [
        (one.id, node.id in {name for item in one.actions for name in item.addresses})
        for one in corpus.incidents
        if one.severity in MAJOR
        for node in one.root_cause.nodes
        if node.kind == "contributing-factor"
    ]
    assert sum(done for _, done in factors) > 0.85 * len(factors)
    assert any(item.owner is None for item in actions), "a few are careless, as in any company"


def test_no_two_incidents_are_told_alike(corpus: Corpus) -> None:
    summaries = Counter(one.summary for one in corpus.incidents)
    assert max(summaries.values()) == 1
    titles = Counter(one.title for one in corpus.incidents)
    assert len(titles) > 0.95 * NUMBER
    text = "\n".join(str(summary) for summary in summaries)
    assert not re.search(r"[{}<>]|\bNone\b|\bTODO\b", text), "a template that was not filled in"
