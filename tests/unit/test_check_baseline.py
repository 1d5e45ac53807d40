"""`check`: a baseline holds what was found, and nothing else."""

import json
from datetime import date
from pathlib import Path

import pytest

from postmortems.check import (
    BASELINE,
    FORMATS,
    check,
    findings_for_baseline,
    read_baseline,
    write_baseline,
)
from postmortems.reader import read
from tests.conftest import run, write
from tests.unit.check_command import DAY, HEAD, MAIN, NAME, OLD, corpus, said


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
