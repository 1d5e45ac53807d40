"""What happens when a rule raises: a problem that names it, and everything else goes on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from postmortems.check import FORMATS, RULES, check
from postmortems.check import incident_checks as checking
from postmortems.check.context import RuleContext
from postmortems.check.finding import Finding
from postmortems.model.address import split_address
from postmortems.reader import read
from tests.conftest import run, write

DAY = date(2025, 6, 1)
HEAD = "title: Checkout declines every card\nseverity: SEV1\nsummary: TODO\n"
FIRST, SECOND = "2025-03-14-x/incident.yaml", "2025-03-15-y/incident.yaml"
ADDRESSES = [
    "http://[::1]:9090/",
    "http://[::1",
    "http://[host]:8080/",
    "http://[fe80::1%eth0]/d/abc",
    "https://a\u2100b.example/",
    "//[host",
]


def failing(context: RuleContext) -> Iterator[Finding]:
    """Find one thing, then fail with a text of the author's in the exception."""
    yield Finding(("summary",), "one thing")
    raise KeyError(context.incident.summary)


@pytest.fixture
def broken_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = RULES | {"blame": replace(RULES["blame"], find=failing)}
    monkeypatch.setattr(checking, "RULES", rules)


@pytest.mark.usefixtures("broken_rule")
def test_a_rule_that_fails_is_a_problem_of_each_incident_and_stops_nothing(tmp_path: Path) -> None:
    report = check(read(write(tmp_path, {FIRST: HEAD, SECOND: HEAD}), as_of=DAY))
    failures = [problem for problem in report.problems if problem.rule == "rule-failed"]
    assert [problem.place.path.split("/")[-2] for problem in failures] == [
        "2025-03-14-x",
        "2025-03-15-y",
    ]
    assert {problem.level for problem in failures} == {"error"}
    assert "`blame`" in failures[0].message and "`2025-03-14-x`" in failures[0].message
    assert "`KeyError`" in failures[0].message and "report it" in failures[0].hint
    found = [problem.rule for problem in report.problems]
    assert found.count("placeholder") == 2, "the other rules go on"
    assert found.count("blame") == 2, "what it found before it failed is kept"


@pytest.mark.usefixtures("broken_rule")
def test_a_failure_does_not_repeat_what_the_author_wrote(tmp_path: Path) -> None:
    head = HEAD.replace("TODO", "hunter2hunter2")
    report = check(read(write(tmp_path, {FIRST: head}), as_of=DAY))
    assert "rule-failed" in {problem.rule for problem in report.problems}
    for name in ("concise", "json", "github", "sarif", "junit"):
        assert "hunter2" not in FORMATS[name](report)


def test_a_scorecard_that_fails_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "scorecard", lambda *_: int("none"))
    report = check(read(write(tmp_path, {FIRST: HEAD}), as_of=DAY))
    (failure,) = (problem for problem in report.problems if problem.rule == "rule-failed")
    assert "`scorecard`" in failure.message
    assert report.scorecards == {}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_odd_address_in_a_text_fails_no_rule(address: str, tmp_path: Path) -> None:
    text = f'{HEAD}impact: {{business: {{financial: "see {address} there"}}}}\n'
    report = check(read(write(tmp_path, {FIRST: text}), as_of=DAY))
    assert "rule-failed" not in {problem.rule for problem in report.problems}
    assert "placeholder" in {problem.rule for problem in report.problems}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_odd_address_of_a_link_fails_no_rule(address: str, tmp_path: Path) -> None:
    text = f'{HEAD}audience: public\nlinks: [{{title: A, url: "{address}"}}]\n'
    problems = check(read(write(tmp_path, {FIRST: text}), as_of=DAY)).problems
    assert "rule-failed" not in {problem.rule for problem in problems}


def test_an_odd_address_ends_no_command_in_a_traceback(tmp_path: Path) -> None:
    text = HEAD.replace("TODO", '"http://[host]:8080/"')
    write(tmp_path / "incidents", {FIRST: text})
    done = run("postmortems", "check", cwd=tmp_path)
    assert "Traceback" not in done.stderr and done.stderr.startswith("1 incident; ")


@pytest.mark.parametrize("address", ["http://[host]:8080/", "http://[::1", "https://a\u2100b/"])
def test_an_address_without_parts_is_none(address: str) -> None:
    assert split_address(address) is None


def test_an_address_has_parts() -> None:
    parts = split_address("http://[::1]:9090/x")
    assert parts and (parts.hostname, parts.path) == ("::1", "/x")
