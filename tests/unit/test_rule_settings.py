"""Settings of rules, and documents whose status changes what a rule says."""

from pathlib import Path
from typing import Any

import yaml

from postmortems.check import check
from postmortems.reader import read
from tests.conftest import write
from tests.unit.rule_examples import DAY, HEAD


def settings(text: str, folder: Path, **changed: Any) -> list[str]:
    """What is said of an incident without an owner, under settings."""
    incident = HEAD | {"lessons": {"action_items": [{"id": "x", "text": "Add a limit"}]}} | changed
    files = {
        "rules.yaml": text,
        "2026-03-14-x/incident.yaml": yaml.safe_dump(incident, sort_keys=False),
    }
    problems = check(read(write(folder, files), as_of=DAY)).problems
    return [
        f"{p.level}: {p.rule}" for p in problems if p.rule.startswith(("action-without-o", "u"))
    ]


def test_a_setting_changes_the_level(tmp_path: Path) -> None:
    name = "action-without-owner"
    assert settings("{}", tmp_path) == [f"warning: {name}"]
    assert settings(f"{name}: error", tmp_path) == [f"error: {name}"]
    assert settings(f"{name}: {{level: note}}", tmp_path) == [f"note: {name}"]
    assert settings(f"{name}: off", tmp_path) == []


def test_a_setting_changes_from_when_on_it_applies(tmp_path: Path) -> None:
    name = "action-without-owner"
    draft = {"document": {"status": "draft"}}
    assert settings("{}", tmp_path, **draft) == []
    assert settings(f"{name}: {{status: draft}}", tmp_path, **draft) == [f"warning: {name}"]
    assert settings(f"{name}: {{status: closed}}", tmp_path) == []


def test_a_setting_changes_for_which_severities_it_applies(tmp_path: Path) -> None:
    name = "action-without-owner"
    assert settings(f"{name}: {{severity: SEV2}}", tmp_path) == [f"warning: {name}"]
    assert settings(f"{name}: {{severity: SEV2}}", tmp_path, severity="SEV3") == []


def test_a_setting_of_an_unknown_rule_or_severity_is_an_error(tmp_path: Path) -> None:
    assert "error: unknown-rule" in settings("action-without-ownr: off", tmp_path)
    assert "error: unknown-severity" in settings("action-without-owner: {severity: SEV9}", tmp_path)
    assert "error: unknown-key" in settings("action-without-owner: {lvl: off}", tmp_path)


def test_errors_of_a_draft_are_warnings_but_those_that_leak(tmp_path: Path) -> None:
    files = {
        "2026-03-14-x/incident.yaml": (
            "title: Checkout declines every card\n"
            "severity: SEV5\n"
            "times: {started: 2026-03-14T09:20Z}\n"
            "summary: TODO\n"
            "links: [{title: Dump, url: 'https://a:hunter2hunter2@shop.example/dump'}]\n"
        )
    }
    problems = check(read(write(tmp_path, files), as_of=DAY)).problems
    levels = {problem.rule: problem.level for problem in problems}
    assert levels["placeholder"] == "warning"
    assert levels["secret"] == "error"


def test_a_withdrawn_postmortem_is_left_alone(tmp_path: Path) -> None:
    text = yaml.safe_dump(HEAD | {"document": {"status": "withdrawn"}, "summary": "TODO"})
    files = {"2026-03-14-x/incident.yaml": text}
    assert check(read(write(tmp_path, files), as_of=DAY)).problems == ()
