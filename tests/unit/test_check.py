"""`check`: comments that allow, the baseline, the formats, and one incident among many."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postmortems.check import (
    BASELINE,
    FORMATS,
    RULES,
    check,
    findings_for_baseline,
    read_baseline,
    write_baseline,
)
from postmortems.check.report import Report
from postmortems.insights import search_terms
from postmortems.model import Place, Problem
from postmortems.reader import read
from tests.conftest import COMPLETE, GOLDEN, ROOT, run, write

SCHEMAS = ROOT / "tests" / "schemas"
OWN_SCHEMA = ROOT / "generator/postmortems/check/formats/check.schema.json"
DAY = date(2025, 6, 1)
HEAD = """\
title: Checkout declines every card
severity: SEV1
status: investigating
times: {started: 2025-03-14T09:20Z}
detection: {method: alert}
impact: {user: {affected_users: 12}}
timeline: [{time: 2025-03-14T09:20Z, event: The first card is declined}]
"""
NAME = "2025-03-14-x"
MAIN = f"{NAME}/incident.yaml"


def findings(folder: Path, text: str) -> list[str]:
    """What is said of an incident, as level and rule."""
    report = check(read(write(folder, {MAIN: text}), as_of=DAY))
    return [f"{problem.level}: {problem.rule}" for problem in report.problems]


@pytest.mark.parametrize(
    "text",
    [
        "summary: TODO  # postmortems: allow placeholder: it is a quotation\n",
        "# postmortems: allow placeholder: it is a quotation\nsummary: TODO\n",
        "# postmortems: allow placeholder: it is a quotation\n# and more\n\nsummary: TODO\n",
        "summary: |  # postmortems: allow placeholder: it is a quotation\n  A.\n\n  TODO\n",
        "summary: It broke.\nlessons:\n  improve:\n"
        "    # postmortems: allow placeholder: it is a quotation\n"
        "    - text: TODO\n",
        "summary: It broke.\nlessons:\n  improve:\n"
        "    - lesson: timeouts  # postmortems: allow placeholder: it is a quotation\n"
        "      text: TODO\n",
    ],
    ids=["behind", "above", "above with others", "at a block", "above a row", "at a row"],
)
def test_a_comment_allows_a_finding(text: str, tmp_path: Path) -> None:
    write(tmp_path, {"lessons.yaml": "timeouts: {statement: Every call has a timeout.}\n"})
    assert findings(tmp_path, HEAD + text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "# postmortems: allow placeholder: it is a quotation\nsummary: It broke.\n",
            ["warning: unused-allow"],
        ),
        (
            "summary: TODO\nkind: other  # postmortems: allow placeholder: it is elsewhere\n",
            ["warning: placeholder", "warning: unused-allow"],
        ),
        (
            "# postmortems: allow blame: it is a quotation\nsummary: TODO\n",
            ["warning: unused-allow", "warning: placeholder"],
        ),
        (
            "summary: 'TODO # postmortems: allow placeholder: it is a text'\n",
            ["warning: placeholder"],
        ),
        (
            "summary: |\n  TODO\n  # postmortems: allow placeholder: it is a text\n",
            ["warning: placeholder"],
        ),
        ("# postmortems: allow placeholder:\nsummary: TODO\n", ["error: bad-allow"]),
        ("# postmortems: allow placholder: so\nsummary: TODO\n", ["error: unknown-rule"]),
    ],
    ids=["unused", "elsewhere", "other rule", "in quotes", "in a block", "no reason", "no rule"],
)
def test_a_comment_allows_nothing_else(text: str, said: list[str], tmp_path: Path) -> None:
    found = findings(tmp_path, HEAD + text)
    assert [row for row in said if row not in found] == []
    if said[0].startswith("error"):
        assert "warning: placeholder" in found


def test_a_comment_cannot_allow_what_the_reader_refuses(tmp_path: Path) -> None:
    text = HEAD + "# postmortems: allow unknown-key: we like it\nsumary: It broke.\n"
    assert "error: unknown-key" in findings(tmp_path, text)


def test_a_value_that_was_refused_is_not_missing_as_well(tmp_path: Path) -> None:
    text = HEAD.replace("2025-03-14T09:20Z}", "2025-03-14 9.20}").replace("09:20Z, e", "09:20, e")
    found = findings(tmp_path, text + "summary: It broke.\n")
    assert found == ["error: wrong-type", "error: time-without-offset"]


ROWS = """\
  - {time: 2025-03-14T09:20Z, event: The first card is declined, marks: started}
  - {time: 2025-03-14T09:25, event: An alert goes off, marks: detected}
  - {event: Somebody looks}
  - {time: lunch, event: Nothing helps}
  -
  - {time: 2025-03-14T09:50Z, event: TODO}
  # postmortems: allow placeholder: it is a quotation
  - {time: 2025-03-14T09:40Z, event: TODO and TBD, marks: resolved}
"""


def test_a_broken_row_hides_no_finding_of_others_and_moves_none(tmp_path: Path) -> None:
    head = HEAD.partition("times:")[0].replace("investigating", "resolved")
    text = f"{head}document: {{status: in-review}}\ntimeline:\n{ROWS}"
    reading = read(write(tmp_path, {MAIN: text}), as_of=DAY)
    found = [(p.rule, p.place.line, p.place.column) for p in check(reading).problems]
    assert [row for row in found if row[1] > 4] == [
        ("time-without-offset", 7, 12),
        ("missing-key", 8, 5),
        ("wrong-type", 9, 12),
        ("placeholder", 11, 38),
        ("timeline-unordered", 13, 12),
    ]
    assert not {"no-timeline", "missing-phase", "no-start-time"} & {rule for rule, *_ in found}
    assert "no-detection-method" in {rule for rule, *_ in found}
    assert reading.corpus.incidents == (), "no page is made of what is left"


def test_a_broken_row_of_a_file_of_its_own(tmp_path: Path) -> None:
    rows = "- lunch\n- {time: 2025-03-14T09:20Z, event: TODO}\n"
    files = {MAIN: HEAD.partition("timeline:")[0], f"{NAME}/timeline.yaml": rows}
    report = check(read(write(tmp_path, files), as_of=DAY))
    found = [(p.rule, p.place.line, p.place.column) for p in report.problems]
    assert [row for row in found if row[0] != "no-summary"] == [
        ("wrong-type", 1, 3),
        ("placeholder", 2, 36),
    ]


def rows_of(data: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all items of lists."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from rows_of(value, (*loc, key))
    if isinstance(data, list):
        for index, value in enumerate(data):
            yield (*loc, index)
            yield from rows_of(value, (*loc, index))


def complete() -> Any:
    """The complete incident as plain data."""
    folder = GOLDEN / "incidents" / COMPLETE
    parts = {
        path.stem: yaml.load(path.read_text(), yaml.BaseLoader)
        for path in folder.iterdir()
        if path.suffix == ".yaml"
    }
    return parts.pop("incident") | parts


@pytest.mark.parametrize("loc", list(rows_of(complete())), ids=lambda loc: ".".join(map(str, loc)))
def test_nothing_is_missing_because_a_row_is_refused(loc: tuple[Any, ...], tmp_path: Path) -> None:
    root = tmp_path / "incidents"
    shutil.copytree(GOLDEN / "incidents", root)
    for path in (root / COMPLETE).glob("*.yaml"):
        path.unlink()

    def rules(data: Any) -> Counter[str]:
        write(root, {f"{COMPLETE}/incident.yaml": yaml.safe_dump(data, sort_keys=False)})
        problems = check(read(root, as_of=date(2026, 11, 1), only=[COMPLETE])).problems
        return Counter(f"{problem.rule}: {problem.message}" for problem in problems)

    data = complete()
    before = rules(data)
    holder = data
    for step in loc[:-1]:
        holder = holder[step]
    row = holder[loc[-1]]
    first, *others = row if isinstance(row, dict) else [""]
    holder[loc[-1]] = {"nonsense": first, **{key: row[key] for key in others}}
    new = rules(data) - before
    assert new, "the row is refused"
    assert not [said for said in new if said.partition(":")[0] in RULES]
    assert not [said for said in new if said.startswith("unknown-") and "nonsense" not in said]


def test_a_place_is_that_of_the_word(tmp_path: Path) -> None:
    text = HEAD + "summary: >\n  The first line.\n  A TODO here, and\n  a TODO there.\n"
    report = check(read(write(tmp_path, {MAIN: text}), as_of=DAY))
    assert [(p.place.line, p.place.column) for p in report.problems] == [(10, 5), (11, 5)]


OLD = {MAIN: HEAD + "summary: TODO\n"}


def test_a_baseline_holds_what_was_found_and_nothing_new(tmp_path: Path) -> None:
    write(tmp_path / "incidents", OLD)
    assert said(tmp_path) == (0, ["warning: placeholder"])
    done = run("postmortems", "check", "--write-baseline", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "wrote 1 finding to the baseline" in done.stderr
    assert said(tmp_path, "--strict") == (0, [])
    write(tmp_path / "incidents", {MAIN: f"# New line\n{HEAD}summary: TODO and TODO\n"})
    assert said(tmp_path, "--strict") == (1, ["warning: placeholder"])
    write(tmp_path / "incidents", {MAIN: f"{HEAD}summary: It broke.\n"})
    done = run("postmortems", "check", cwd=tmp_path)
    assert "1 stale baseline entry; run again with --write-baseline" in done.stderr


LATE = HEAD.replace("investigating", "resolved").replace(
    "20Z}", "20Z, resolved: 2025-03-14T10:00Z}"
)
LATE += (
    "document: {status: in-review}\nsummary: It broke.\nlessons:\n  action_items:\n"
    "    - {id: give, text: Give calls a timeout, state: open, due: 2025-03-28}\n"
)


def test_a_baseline_and_fingerprints_outlive_the_night(tmp_path: Path) -> None:
    write(tmp_path, {MAIN: LATE})
    today, later = (read(tmp_path, as_of=day) for day in (DAY, date(2025, 6, 2)))
    reports = check(today), check(later)
    late = {"postmortem-overdue", "action-overdue"}
    assert all(late <= {problem.rule for problem in report.problems} for report in reports)
    first, second = (
        [
            row["partialFingerprints"]
            for row in json.loads(FORMATS["sarif"](report))["runs"][0]["results"]
        ]
        for report in reports
    )
    assert first == second
    write_baseline(tmp_path / BASELINE, findings_for_baseline(today, reports[0]))
    assert not check(later, read_baseline(tmp_path / BASELINE)[0]).problems


def test_no_two_results_of_sarif_have_one_fingerprint(tmp_path: Path) -> None:
    text = HEAD + "summary: |\n  TODO and TODO\n  and TODO\n"
    report = check(read(write(tmp_path, {MAIN: text}), as_of=DAY))
    (runs,) = json.loads(FORMATS["sarif"](report))["runs"]
    prints = [result["partialFingerprints"]["postmortems/v1"] for result in runs["results"]]
    assert len(prints) == len(set(prints)) == 3


def said(folder: Path, *flags: str) -> tuple[int, list[str]]:
    """The exit code of the command, and the level and rule of each problem."""
    done = run("postmortems", "check", "--format=json", *flags, cwd=folder)
    problems = json.loads(done.stdout)["problems"]
    return done.returncode, [f"{row['level']}: {row['rule']}" for row in problems]


def test_a_baseline_never_holds_what_the_reader_refuses(tmp_path: Path) -> None:
    write(tmp_path / "incidents", {MAIN: HEAD + "summary: It broke.\nsumary: A\n"})
    run("postmortems", "check", "--write-baseline", cwd=tmp_path)
    assert said(tmp_path) == (1, ["error: unknown-key"])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "known": [1]}'])
def test_a_broken_baseline_is_said_to_be_one(text: str, tmp_path: Path) -> None:
    write(tmp_path / "incidents", OLD | {".baseline.json": text})
    assert said(tmp_path) == (1, ["error: bad-baseline", "warning: placeholder"])


def test_a_baseline_is_of_all_incidents(tmp_path: Path) -> None:
    corpus(tmp_path / "incidents")
    run("postmortems", "check", "--write-baseline", cwd=tmp_path)
    done = run("postmortems", "check", "--write-baseline", NAME, cwd=tmp_path)
    assert (done.returncode, "a baseline covers all incidents" in done.stderr) == (2, True)
    done = run("postmortems", "check", NAME, cwd=tmp_path)
    assert "stale baseline" not in done.stderr
    done = run("postmortems", "check", "--baseline", "none.json", cwd=tmp_path)
    assert (done.returncode, "there is no baseline `none.json`" in done.stderr) == (2, True)


def test_strict_lets_warnings_fail(tmp_path: Path) -> None:
    write(tmp_path / "incidents", OLD)
    assert said(tmp_path, "--strict")[0] == 1


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


def test_no_format_repeats_a_secret(tmp_path: Path) -> None:
    secret = "correct9horse"
    text = f"summary: TODO of postgres://app:{secret}@shop.example/orders\n"
    report = check(read(write(tmp_path, {MAIN: HEAD + text}), as_of=DAY))
    assert {problem.rule for problem in report.problems} == {"placeholder", "secret"}
    for name, form in FORMATS.items():
        assert secret not in form(report), name


def test_a_secret_is_found_in_comments_and_beside_what_the_reader_refuses(tmp_path: Path) -> None:
    token = "ghp_" + "a1B2" * 9
    text = f"# {token}\n{HEAD}sumary: {token[::-1][:4]} ghp_{'c3D4' * 9}\n"
    report = check(read(write(tmp_path, {MAIN: text}), as_of=DAY))
    found = {(problem.rule, problem.place.line) for problem in report.problems}
    assert {("secret", 1), ("secret", 9), ("unknown-key", 9)} <= found


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


def corpus(folder: Path) -> Path:
    """Three incidents, of which two have a lesson in common."""
    taught = "lessons: {improve: [{text: It hung, lesson: timeouts}]}\n"
    other = HEAD.replace("2025-03-14", "2024-06-01") + "summary: A.\nstatus: resolved\n"
    return write(
        folder,
        {
            "lessons.yaml": "timeouts: {statement: Every call has a timeout.}\n",
            MAIN: HEAD.replace("investigating", "resolved")
            + "document: {status: in-review}\nsummary: It broke.\naliases: [INC-1]\n"
            + taught,
            "2024-06-01-y/incident.yaml": other.replace("status: investigating\n", "") + taught,
            "2024-01-01-z/incident.yaml": "title: Another thing\nseverity: SEV9\n",
        },
    )


def test_one_incident_is_checked_as_among_all(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    whole = [p for p in check(read(root, as_of=DAY)).problems if NAME in p.place.path]
    reading = read(root, as_of=DAY, only=[NAME], search_terms=search_terms)
    assert list(check(reading).problems) == whole
    assert "repeat-without-action" in {problem.rule for problem in whole}
    assert set(reading.folders) == {NAME, "2024-06-01-y"}, "only what matters to it is read"


def test_what_points_to_one_incident_is_read_with_it(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    text = "title: A third thing\nseverity: SEV5\nrelated: [{incident: INC-1}]\n"
    write(root, {"2024-01-01-z/incident.yaml": text})
    assert "2024-01-01-z" in read(root, as_of=DAY, only=[NAME]).folders
    only = read(root, as_of=DAY, only=["2024-01-01-z"])
    assert not [problem for problem in only.problems if problem.rule == "unknown-incident"]


@pytest.mark.parametrize(
    "name", [NAME, f"incidents/{NAME}", f"incidents/{MAIN}", f"incidents/{NAME}/evidence/a.log"]
)
def test_an_incident_can_be_named_by_its_paths(name: str, tmp_path: Path) -> None:
    corpus(tmp_path / "incidents")
    done = run("postmortems", "check", name, cwd=tmp_path)
    assert "1 incident; " in done.stderr
    assert f"{NAME}: " in done.stdout, "the seven steps of what was named"


@pytest.mark.parametrize(
    "name", ["incidents/lessons.yaml", "incidents/", ".", "incidents/.schema/a"]
)
def test_a_catalogue_stands_for_all_incidents(name: str, tmp_path: Path) -> None:
    corpus(tmp_path / "incidents")
    write(tmp_path, {"incidents/.schema/a": "{}"})
    done = run("postmortems", "check", name, cwd=tmp_path)
    assert done.stderr.startswith("3 incidents; ")


def test_an_unknown_name_is_an_error_of_the_call(tmp_path: Path) -> None:
    corpus(tmp_path / "incidents")
    done = run("postmortems", "check", "2025-03-14-y", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"did you mean `{NAME}`?" in done.stderr


def test_rules_are_listed_and_explained() -> None:
    done = run("postmortems", "rules")
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(RULES)
    done = run("postmortems", "rules", "blame")
    assert done.stdout.startswith("# blame\n") and "## Why it matters" in done.stdout
    done = run("postmortems", "rules", "blames")
    assert (done.returncode, "did you mean `blame`?" in done.stderr) == (2, True)


def test_every_format_is_offered() -> None:
    from postmortems.cli.parser import CI_NAMES, FORMAT_NAMES
    from postmortems.scaffold.init.repository import CI

    known: Any = (tuple(FORMATS), CI)
    assert known == (FORMAT_NAMES, CI_NAMES)
