"""Evidence with `publish: true`: what `check` finds in it, where, and what it refuses to search."""

import bz2
import gzip
import io
import lzma
import os
import random
import string
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from postmortems.check import (
    FORMATS,
    RULES,
    check,
    findings_for_baseline,
    read_baseline,
    withheld,
    write_baseline,
)
from postmortems.check import incident_checks as checking
from postmortems.check.published import OVERLAP, SPAN, PublishedFile
from postmortems.model import Problem
from postmortems.reader import evidence, read
from tests.conftest import write
from tests.leaks import LEAKS, TOKEN

ID = "2026-03-14-checkout-declines-cards"
MAIN = """\
title: Checkout declines every card
severity: SEV3
evidence:
  - {file: evidence/app.log, publish: true}
"""
LEAK_RULES = ("secret", "customer-data", "email-address", "evidence-not-searched")


def problems(folder: Path, content: bytes, main: str = MAIN) -> list[Problem]:
    """What is found in an incident whose evidence has this content."""
    write(folder, {f"{ID}/incident.yaml": main, f"{ID}/evidence/app.log": ""})
    (folder / ID / "evidence" / "app.log").write_bytes(content)
    return [found for found in check(read(folder)).problems if found.rule in LEAK_RULES]


@pytest.mark.parametrize(("rule", "leak"), LEAKS.values(), ids=LEAKS)
def test_a_leak_is_found_at_its_line_and_column(rule: str, leak: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, f"one\ntwo {leak}\n".encode())
    assert problem.rule == rule
    assert problem.place.path.endswith(f"{ID}/evidence/app.log")
    assert (problem.place.line, problem.place.column) == (2, 5)
    assert rule == "email-address" or leak not in str(problem)


def test_evidence_that_is_not_published_is_not_read(tmp_path: Path) -> None:
    assert problems(tmp_path, TOKEN.encode(), MAIN.replace("true", "false")) == []


def zipped(*members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(members):
            archive.writestr(f"{number}.log", data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("utf-32-le"),
        lambda text: ("ü " + text).encode("latin-1"),
        lambda text: b"\x89PNG\r\n\x1a\n\xff\xfe" + text.encode() + b"\x00\xff",
        lambda text: gzip.compress(text.encode()),
        lambda text: gzip.compress(gzip.compress(text.encode())),
        lambda text: bz2.compress(text.encode()),
        lambda text: lzma.compress(text.encode()),
        lambda text: zipped(text.encode()),
        lambda text: zipped(gzip.compress(text.encode())),
    ],
    ids=[
        "utf-16",
        "utf-16-be",
        "utf-32",
        "latin-1",
        "binary",
        "gzip",
        "gzip-twice",
        "bzip2",
        "xz",
        "zip",
        "gzip-in-zip",
    ],
)
def test_a_secret_is_found_however_the_file_is_encoded(
    encode: Callable[[str], bytes], tmp_path: Path
) -> None:
    assert [found.rule for found in problems(tmp_path, encode(f"a\n{TOKEN}\n"))] == ["secret"]


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"text" * 100)[:-9],
        gzip.compress(b"\0" * (evidence.MAX_BYTES + 1)),
        zipped(*[gzip.compress(b"\0" * 9_000_000)] * 2),
        b"7z\xbc\xaf\x27\x1c....",
        b"x" * (evidence.MAX_BYTES + 1),
    ],
    ids=["cut-off", "bomb", "bomb-in-zip", "unknown-archive", "too-large"],
)
def test_a_file_that_cannot_be_searched_is_an_error(content: bytes, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, content)
    assert (problem.rule, problem.level) == ("evidence-not-searched", "error")
    assert "the site does not offer the file" in problem.hint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, {f"{ID}/incident.yaml": MAIN})
    (tmp_path / ID / "evidence").mkdir()
    os.mkfifo(tmp_path / ID / "evidence" / "app.log")
    check(read(tmp_path))


@pytest.mark.parametrize("at", [0, SPAN - 20, SPAN - 1, SPAN, 2 * SPAN - 7, 2 * SPAN + OVERLAP])
def test_a_leak_at_the_border_of_two_passages_is_found_once(at: int, tmp_path: Path) -> None:
    before = ("word " * (at // 5 + 1))[:at]
    before = f"{before[:-1]}\n" if before else ""
    for _, leak in LEAKS.values():
        (problem,) = problems(tmp_path, f"{before}{leak} end\n".encode())
        assert (problem.place.line, problem.place.column) == ((2, 1) if at else (1, 1))


def test_passages_have_every_character_once_with_its_place() -> None:
    numbers = random.Random(7)
    text = "".join(numbers.choice(string.ascii_letters + "\n" * 3) for _ in range(3 * SPAN + 11))
    index = 0
    for passage in PublishedFile((), "a", text).passages():
        for at in range(passage.begin, passage.end):
            assert passage.text[at] == text[index]
            if index % 997 == 0:
                finding = passage.finding(at, "", "")
                line = text.count("\n", 0, index) + 1
                column = index - (text.rfind("\n", 0, index) + 1) + 1
                assert (finding.line, finding.column) == (line, column)
            index += 1
    assert index == len(text)


@pytest.mark.parametrize(
    "line",
    [
        "pan=4242 4242 4242 4242 200 35",
        "4242-4242-4242-4242 2026-03-14",
        "DE89 3704 0044 0532 0130 00 INFO PAID",
    ],
)
def test_a_number_is_found_before_other_columns_of_a_log(line: str, tmp_path: Path) -> None:
    assert [found.rule for found in problems(tmp_path, line.encode())] == ["customer-data"]


def test_a_comment_at_the_row_of_the_evidence_allows_a_finding_within_it(tmp_path: Path) -> None:
    main = MAIN.rstrip() + "  # postmortems: allow secret: it was made up\n"
    assert problems(tmp_path, TOKEN.encode(), main) == []


def test_a_finding_within_evidence_can_be_in_a_baseline(tmp_path: Path) -> None:
    problems(tmp_path, TOKEN.encode())
    reading = read(tmp_path)
    paths = [
        path
        for path, found in findings_for_baseline(reading, check(reading))
        if found.rule == "secret"
    ]
    assert paths == [f"{ID}/evidence/app.log"]


def test_a_secret_in_a_catalogue_is_found_with_its_place(tmp_path: Path) -> None:
    write(tmp_path, {"lessons.yaml": f"a: {{statement: A}}\n# {TOKEN}\n"})
    (problem,) = [found for found in check(read(tmp_path)).problems if found.rule == "secret"]
    assert problem.place.path.endswith("lessons.yaml")
    assert (problem.place.line, problem.place.column) == (2, 3)


def test_a_secret_in_a_catalogue_can_be_in_the_baseline_and_is_still_withheld(
    tmp_path: Path,
) -> None:
    write(tmp_path, {"services.yaml": f"checkout: {{title: Checkout, team: {TOKEN}}}\n"})
    reading = read(tmp_path)
    write_baseline(tmp_path / "known.json", findings_for_baseline(reading, check(reading)))
    baseline, _ = read_baseline(tmp_path / "known.json")
    report = check(reading, baseline)
    assert "secret" not in [problem.rule for problem in report.problems]
    assert [problem.rule for problem in report.baselined] == ["secret"]
    assert withheld(reading, check(reading)).catalogues


def test_a_secret_in_the_lessons_of_an_incident_is_reported_once(tmp_path: Path) -> None:
    main = "title: Checkout declines every card\nseverity: SEV3\n"
    write(tmp_path, {f"{ID}/incident.yaml": main, f"{ID}/lessons.yaml": f"improve: [{TOKEN}]"})
    problems = [one for one in check(read(tmp_path)).problems if one.rule == "secret"]
    assert [one.place.path for one in problems] == [f"{tmp_path.as_posix()}/{ID}/lessons.yaml"]


def test_what_is_withheld_is_the_incident_for_a_secret_and_the_file_for_another_error(
    tmp_path: Path,
) -> None:
    for content, incidents, files in (
        (TOKEN.encode(), {ID}, set()),
        (b"4242 4242 4242 4242", set(), {(ID, "evidence/app.log")}),
        (b"jane.doe@customer-of-ours.net", set(), set()),
    ):
        problems(tmp_path, content)
        reading = read(tmp_path)
        result = withheld(reading, check(reading))
        assert (set(result.incidents), set(result.files)) == (incidents, files)


def test_junit_counts_a_finding_within_evidence_to_its_incident(tmp_path: Path) -> None:
    problems(tmp_path, TOKEN.encode())
    xml = FORMATS["junit"](check(read(tmp_path)))
    assert 'tests="1" failures="1"' in xml


@pytest.mark.parametrize(("rule", "is_withheld"), [("secret", True), ("handle", False)])
def test_an_incident_is_withheld_where_nobody_knows_whether_it_holds_a_secret(
    rule: str, is_withheld: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems(tmp_path, b"all is well")
    reading = read(tmp_path)
    failing = replace(RULES[rule], find=lambda context: [][0])
    monkeypatch.setattr(checking, "RULES", RULES | {rule: failing})
    assert (ID in withheld(reading, check(reading)).incidents) == is_withheld
