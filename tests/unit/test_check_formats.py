"""`check`: each format is of its schema, and no text breaks it."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from postmortems.check import FORMATS, check
from postmortems.check.report import Report
from postmortems.model import Place, Problem
from postmortems.reader import read
from tests.conftest import ROOT, write
from tests.unit.check_command import DAY, HEAD, MAIN, NAME

SCHEMAS = ROOT / "tests" / "schemas"
OWN_SCHEMA = ROOT / "generator/postmortems/check/formats/check.schema.json"


def broken(folder: Path) -> Report:
    """A report with a problem of every level, of a catalogue, and of untrusted text."""
    files = {
        "services.yaml": "checkout: {tem: payments}\n",
        MAIN: HEAD.replace("every card", '"&<every> card ]]>"').replace("title: ", "title: |\n  ")
        + "summary: >\n  TODO of @jdoe\nkin: outage\n",
        "2025-03-15-y/incident.yaml": HEAD + "summary: It broke.\n",
    }
    return check(read(write(folder, files), as_of=DAY))


def test_json_is_of_its_schema(tmp_path: Path) -> None:
    report = broken(tmp_path)
    data = json.loads(FORMATS["json"](report))
    schema = json.loads(OWN_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["counts"] == {"error": 2, "warning": 3, "note": 1}
    assert len(data["problems"]) == 6 and len(data["scorecards"]) == 1


def test_sarif_is_of_its_schema(tmp_path: Path) -> None:
    report = broken(tmp_path)
    data = json.loads(FORMATS["sarif"](report))
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(data)
    (runs,) = data["runs"]
    rules = runs["tool"]["driver"]["rules"]
    assert len(runs["results"]) == len(report.problems)
    for result in runs["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert (
        "Why it matters"
        in next(rule for rule in rules if rule["id"] == "handle")["help"]["markdown"]
    )


def test_junit_is_of_its_schema(tmp_path: Path) -> None:
    report = broken(tmp_path)
    text = FORMATS["junit"](report)
    xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd").validate(text)
    root = ElementTree.fromstring(text)
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert set(cases) == {NAME, "2025-03-15-y", "services.yaml"}
    assert cases["2025-03-15-y"].find("failure") is None
    assert "unknown-key" in (cases[NAME].findtext("failure") or "")
    assert "placeholder" in (cases[NAME].findtext("system-out") or "")
    assert root.get("failures") == "2"


def test_text_shows_the_line_and_a_caret(tmp_path: Path) -> None:
    shown = FORMATS["text"](broken(tmp_path)).splitlines()
    at = next(index for index, line in enumerate(shown) if ": placeholder: " in line)
    assert shown[at + 1] == "  10 |   TODO of @jdoe"
    assert shown[at + 2] == "     |   ^"
    assert shown[at + 3] == "  = replace it by the answer, or leave the key blank"


def test_no_two_results_of_sarif_have_one_fingerprint(tmp_path: Path) -> None:
    text = HEAD + "summary: |\n  TODO and TODO\n  and TODO\n"
    report = check(read(write(tmp_path, {MAIN: text}), as_of=DAY))
    (runs,) = json.loads(FORMATS["sarif"](report))["runs"]
    prints = [result["partialFingerprints"]["postmortems/v1"] for result in runs["results"]]
    assert len(prints) == len(set(prints)) == 3


def test_github_has_a_command_for_each_level(tmp_path: Path) -> None:
    commands = [line.split(" ")[0] for line in FORMATS["github"](broken(tmp_path)).splitlines()]
    assert sorted(commands) == ["::error"] * 2 + ["::notice"] + ["::warning"] * 3


@given(st.text(max_size=60), st.text(max_size=60))
@pytest.mark.parametrize("name", FORMATS)
def test_no_text_breaks_a_format(name: str, message: str, hint: str) -> None:
    problem = Problem(Place("incidents/a/incident.yaml", 1, 1), "blame", message, hint, "warning")
    text = FORMATS[name](Report((problem,), {"a": "incidents/a"}))
    if name in ("json", "sarif"):
        json.loads(text)
    elif name == "junit":
        ElementTree.fromstring(text)
    elif name in ("github", "concise"):
        assert len(text.encode("utf-8", "backslashreplace").splitlines()) == 1
    else:
        assert not set(text) & {"\x1b", "\r", "\x00", "\u202e"}


def test_reports_say_nothing_where_all_is_well(tmp_path: Path) -> None:
    report = check(read(write(tmp_path, {MAIN: HEAD + "summary: It broke.\n"}), as_of=DAY))
    assert report.problems == ()
    assert FORMATS["text"](report) == FORMATS["concise"](report) == FORMATS["github"](report) == ""


def test_every_format_is_offered() -> None:
    from postmortems.cli.parser import CI_NAMES, FORMAT_NAMES
    from postmortems.scaffold.init.repository import CI

    known: Any = (tuple(FORMATS), CI)
    assert known == (FORMAT_NAMES, CI_NAMES)
