"""Comments that are meant to allow a finding: typing errors are named, and the form is said."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.check import BASELINE, RULES, check, read_baseline
from postmortems.check.rules.section_left_blank import EXAMPLES
from postmortems.check.suppressions import is_meant
from postmortems.insights import blank_sections
from postmortems.model import Problem
from postmortems.reader import read
from postmortems.reader.comments import SIGN, comments
from postmortems.reader.document import compose
from tests.conftest import run, write

DAY = date(2025, 6, 1)
NAME = "2025-03-14-x"
MAIN = f"{NAME}/incident.yaml"
HEAD = "title: Checkout declines every card\nseverity: SEV1\n"


def problems(folder: Path, text: str) -> list[Problem]:
    return list(check(read(write(folder, {MAIN: HEAD + text}), as_of=DAY)).problems)


@pytest.mark.parametrize(
    "comment",
    [
        "postmortem: allow placeholder: it is a quotation",
        "postmortems allow placeholder: it is a quotation",
        "postmortems: alow placeholder: it is a quotation",
        "postmortems : allow placeholder: it is a quotation",
        "post-mortems: allow placeholder: it is a quotation",
        "Postmortems: allow placeholder: it is a quotation",
        "postmorten: allows placeholder",
        "postmortems: ignore placeholder: it is a quotation",
        "postmortem: disable palceholder",
        "allow placeholder: it is a quotation",
    ],
)
def test_a_typing_error_in_a_comment_for_check_is_named(comment: str, tmp_path: Path) -> None:
    found = problems(tmp_path, f"# {comment}\nsummary: TODO\n")
    assert "placeholder" in {problem.rule for problem in found}
    (said,) = (problem for problem in found if problem.rule == "bad-allow")
    rule = "RULE" if "palceholder" in comment else "placeholder"
    assert said.hint == f"write `# postmortems: allow {rule}: reason`"
    assert said.place.line == 3


@pytest.mark.parametrize(
    "comment",
    [
        "postmortem of the outage of March",
        "Postmortem: see the document of the team",
        "the postmortems are kept here",
        "allow all of them to answer",
        "allowed by the lawyers on Monday",
        "postmortems are allowed here",
        "we disable it later",
        "blame: nobody",
    ],
)
def test_an_ordinary_comment_is_left_alone(comment: str, tmp_path: Path) -> None:
    assert not is_meant(comment, RULES)
    found = problems(tmp_path, f"# {comment}\nsummary: It broke.\n")
    assert "bad-allow" not in {problem.rule for problem in found}


def test_a_second_comment_for_one_finding_is_said_to_be_unused(tmp_path: Path) -> None:
    comment = "# postmortems: allow placeholder: it is a quotation"
    found = problems(tmp_path, f"{comment}\nsummary: TODO  {comment}\n")
    assert [problem.rule for problem in found].count("unused-allow") == 1


def test_many_comments_are_read_in_linear_time() -> None:
    lines = [f"# {SIGN} allow placeholder: a\n" for _ in range(30_000)]
    rows = "".join(f"- {number}  # {SIGN} allow handle: b\n" for number in range(15_000))
    found = list(comments(compose("".join(lines) + rows, "x"), SIGN))
    assert len(found) == 45_000
    assert {comment.line for comment in found[:30_000]} == {30_001}


@given(st.lists(st.sampled_from(["# postmortems: x", "", "a: 1", "  # postmortems: y", "# z"])))
def test_a_comment_stands_at_the_next_line_that_is_none(lines: list[str]) -> None:
    lines = [line.replace("a", f"a{number}") for number, line in enumerate(lines)]
    text = "\n".join(["top: 1", *lines])
    for comment in comments(compose(text, "x"), SIGN):
        rest = text.split("\n")[comment.place.line :]
        below = (at for at, line in enumerate(rest, 1) if line and not line.strip().startswith("#"))
        assert comment.line == comment.place.line + next(below, 0)


def test_the_form_of_a_comment_is_said_wherever_it_is_looked_for(tmp_path: Path) -> None:
    form = "`# postmortems: allow {}: reason`"
    write(tmp_path / "incidents", {MAIN: f"{HEAD}summary: TODO\n"})
    assert form.format("RULE") in run("postmortems", "check", cwd=tmp_path).stderr
    explained = run("postmortems", "rules", "placeholder").stdout.splitlines()[-1]
    assert form.format("placeholder") in explained
    assert "`placeholder: note`" in explained and "`rules.yaml`" in explained
    help_text = " ".join(run("postmortems", "check", "--help").stdout.split())
    assert form.format("RULE") in help_text


def test_nothing_is_said_of_comments_where_no_rule_found_anything(tmp_path: Path) -> None:
    write(tmp_path / "incidents", {MAIN: f"{HEAD}sumary: A\n"})
    (tmp_path / "incidents" / "rules.yaml").write_text("".join(f"{name}: off\n" for name in RULES))
    assert "allow" not in run("postmortems", "check", cwd=tmp_path).stderr


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_form_that_a_blank_section_is_offered_is_read(name: str, tmp_path: Path) -> None:
    published = "document: {status: published, published: 2025-03-20}\n"
    blank = [p for p in problems(tmp_path, published) if p.rule == "section-left-blank"]
    (hint,) = (p.hint for p in blank if f"`{name}: " in p.hint)
    form = hint.split("`")[1]
    reading = read(write(tmp_path, {MAIN: f"{HEAD}{published}{form}\n"}), as_of=DAY)
    assert reading.problems == ()
    assert name not in dict(blank_sections(reading.corpus.incidents[0]))


def test_every_section_that_no_other_rule_asks_for_is_offered_a_form(tmp_path: Path) -> None:
    write(tmp_path, {MAIN: HEAD})
    (incident,) = read(tmp_path, as_of=DAY).corpus.incidents
    asked = {"impact", "timeline", "root_cause", "response", "lessons"}
    assert set(dict(blank_sections(incident))) - asked == set(EXAMPLES)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_baseline_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / BASELINE)
    _, (problem,) = read_baseline(tmp_path / BASELINE)
    assert problem.rule == "bad-baseline" and "not a regular file" in problem.message


def test_a_baseline_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / BASELINE).open("wb") as sparse:
        os.truncate(sparse.fileno(), 10 * 1024**3)
    _, (problem,) = read_baseline(tmp_path / BASELINE)
    assert problem.rule == "bad-baseline" and "bytes" in problem.message


def test_a_baseline_does_not_repeat_what_it_was_led_to(tmp_path: Path) -> None:
    write(tmp_path, {"secret.json": '{"version": "hunter2hunter2"}'})
    (tmp_path / BASELINE).symlink_to(tmp_path / "secret.json")
    _, (problem,) = read_baseline(tmp_path / BASELINE)
    assert "hunter2" not in problem.message
