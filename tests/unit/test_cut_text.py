"""Texts that a comment cuts: reported, and put right by `check --fix`, which loses no character."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.check import check
from postmortems.fix import fix_folder, fix_text
from postmortems.reader import read
from postmortems.reader.document import RejectedYamlError, compose
from postmortems.reader.plain_data import plain
from tests.conftest import run, write

SOUND = "title: A sound incident\nseverity: SEV3\n"
CUT = """\
timeline:
  - time: 2026-03-14T09:20Z # local: 10:20
    event: Report in #incidents channel
    action: Merged the fix (PR #123)
    marks: detected # by the customer
  # a comment on a line of its own
"""


def data(text: str) -> object:
    return plain(compose(text, "incident.yaml"))


def cuts(folder: Path) -> list[str]:
    problems = check(read(folder)).problems
    return [problem.message for problem in problems if problem.rule == "text-cut-by-hash"]


def test_a_text_that_a_comment_cuts_fails_the_check_until_it_is_quoted(tmp_path: Path) -> None:
    write(tmp_path / "incidents", {"2026-03-14-x/incident.yaml": SOUND + CUT})
    done = run("postmortems", "check", "--format=concise", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.count(": text-cut-by-hash: ") == 2
    run("postmortems", "check", "--fix", cwd=tmp_path)
    reading = read(tmp_path / "incidents")
    (row,) = reading.corpus.incidents[0].timeline
    assert row.event == "Report in #incidents channel"
    assert row.action == "Merged the fix (PR #123)"


def test_what_is_repaired_is_printed_without_control_characters(tmp_path: Path) -> None:
    write(tmp_path / "incidents", {"2026-03-14-\x1b[31mx/incident.yaml": SOUND + CUT})
    done = run("postmortems", "check", "--fix", cwd=tmp_path)
    name = "incidents/2026-03-14-\\u001b[31mx/incident.yaml"
    assert f"{name}:5:12: fixed: text-cut-by-hash: " in done.stderr
    assert "\x1b" not in done.stderr


def test_comments_that_are_meant_as_comments_stay(tmp_path: Path) -> None:
    text = (
        "title: A sound incident # postmortems: allow title-without-symptom: it has none\n"
        "severity: SEV3 # as agreed\n"
        "# about the summary\n"
        'summary: "It was #1" # quoted\n'
        "evidence:\n"
        "  - {file: evidence/a.log} # large\n"
    )
    write(tmp_path, {"2026-03-14-x/incident.yaml": text, "2026-03-14-x/evidence/a.log": "a"})
    assert cuts(tmp_path) == []
    assert fix_folder(tmp_path / "2026-03-14-x", "x") == []


@pytest.mark.parametrize(
    ("written", "summary"),
    [
        ('It is "full" #1', 'It is "full" #1'),
        ("It's full #1", "It's full #1"),
        (r"C:\pool is full #1", r"C:\pool is full #1"),
        ("It is full  #1  ", "It is full  #1"),
        ("It\n  is full #1", "It is full #1"),
    ],
)
def test_quotes_keep_every_character(written: str, summary: str) -> None:
    text, _ = fix_text("incident.yaml", f"title: A\nsummary: {written}\n")
    assert data(text) == {"title": "A", "summary": summary}


def test_a_file_that_is_nothing_but_a_text_is_left_alone() -> None:
    assert fix_text("root_cause.yaml", "The pool #1 was full\n") == ("The pool #1 was full\n", [])


@given(
    before=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30),
    after=st.text(max_size=30),
)
def test_whatever_is_cut_comes_back(before: str, after: str) -> None:
    text = f"summary: {before} #{after}\n"
    try:
        cut = data(text)
    except RejectedYamlError:
        return
    fixed, _ = fix_text("incident.yaml", text)
    again = data(fixed)
    assert isinstance(cut, dict)
    assert isinstance(again, dict)
    if fixed != text:
        assert str(again["summary"]).startswith(str(cut["summary"]))
        assert " #" in again["summary"]
        assert fix_text("incident.yaml", fixed)[0] == fixed
