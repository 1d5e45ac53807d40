"""Commands that cannot come to their end: no traceback, nothing half made, the usual exit code."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from postmortems.atomic_write import atomic_write
from postmortems.check import FORMATS, check, read_baseline, search_terms
from postmortems.cli import main
from postmortems.reader import read
from tests.conftest import ROOT, run, write

pytestmark = pytest.mark.slow

NAME = "2025-03-14-x"
ODD = "severity: SEV1\ntitle: Checkout declines every card\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, {f"incidents/{NAME}/incident.yaml": ODD})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def started(folder: Path, *arguments: str, **streams: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "postmortems", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "PYTHONUTF8": "1"}
    # How the tests themselves were begun is not to matter.
    environment["PYTHONUNBUFFERED"] = ""
    given: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=folder, env=environment, **given | streams)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt, 130, "stopped"),
        (EOFError, 2, "not all questions were answered; no file was written"),
    ],
    ids=["ctrl-c", "ctrl-d"],
)
def test_a_question_may_be_left_without_an_answer(
    error: type[BaseException],
    code: int,
    said: str,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def leave(question: str) -> str:
        raise error

    monkeypatch.setattr("builtins.input", leave)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    assert main(["new"]) == code
    assert capsys.readouterr().err == f"\npostmortems: {said}\n"
    assert [path.name for path in (here / "incidents").iterdir()] == [NAME]


@pytest.mark.parametrize(
    "arguments", [("rules",), ("check",), ("--help",), ("check", "--format=json")]
)
def test_an_output_that_was_closed_is_no_mistake(arguments: tuple[str, ...], here: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = started(here, *arguments, stdout=writer)
    os.close(writer)
    _, said = done.communicate(timeout=30)
    assert done.returncode == 141
    assert "Traceback" not in said and "Broken" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk is known to be full")
def test_an_output_that_takes_no_more_is_one_line(here: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = started(here, "rules", stdout=full)
        _, said = done.communicate(timeout=30)
    assert done.returncode == 2
    assert said == "postmortems: cannot access the output: no space left on device\n"


@pytest.mark.parametrize(
    "arguments",
    [("check", "--fix"), ("schema",), ("check", "--write-baseline")],
    ids=lambda arguments: " ".join(arguments),
)
def test_a_file_that_cannot_be_written_is_one_line(
    arguments: tuple[str, ...],
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(path: Path, *_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "replace", refuse)
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    assert main(list(arguments)) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("postmortems: cannot access `")
    assert line.endswith("`: no space left on device")
    assert ".tmp" not in line
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "error", [OSError(errno.EROFS, "Read-only file system"), KeyboardInterrupt]
)
def test_nothing_is_left_of_an_incident_that_cannot_be_written(
    error: Any, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path.write_text

    def fail(path: Path, *given: Any, **named: Any) -> int:
        if path.name == "timeline.yaml":
            raise error
        return text(path, *given, **named)

    monkeypatch.setattr(Path, "write_text", fail)
    code = main(["new", "A new one", "--severity=SEV1", "--started=2026-03-14T09:20Z"])
    assert code == (130 if error is KeyboardInterrupt else 2)
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert [path.name for path in (here / "incidents").iterdir()] == [NAME]


def test_a_file_is_written_through_a_link_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    atomic_write(path, b"1")
    path.chmod(0o640)
    (tmp_path / "link").symlink_to(path)
    atomic_write(tmp_path / "link", b"2")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"2", 0o640)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a", "link"]


def odd_folder(incidents: Path) -> None:
    """A folder whose name is no text."""
    try:
        (incidents / os.fsdecode(b"2025-03-15-\xff")).mkdir()
    except OSError:
        pytest.skip("the file system has no such names")


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_whose_name_is_no_text_is_told_in_every_format(name: str, here: Path) -> None:
    odd_folder(here / "incidents")
    done = run("postmortems", "check", f"--format={name}", cwd=here)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "folder-name" in done.stdout
    if name == "sarif":
        (runs,) = json.loads(done.stdout)["runs"]
        addresses = [
            place["physicalLocation"]["artifactLocation"]["uri"]
            for result in runs["results"]
            for place in result["locations"]
        ]
        assert "incidents/2025-03-15-%FF" in addresses


def test_one_incident_is_read_beside_a_folder_whose_name_is_no_text(here: Path) -> None:
    odd_folder(here / "incidents")
    assert read(here / "incidents", only=[NAME], search_terms=search_terms).asked == (NAME,)
    assert check(read(here / "incidents")).problems


@pytest.mark.parametrize(
    "known",
    [
        f'[{{"path": "a", "rule": "b", "message": "c", "count": {count}}}]'
        for count in ("1e400", "-1", "0", "1.5", '"2"', "null", "[]")
    ]
    + ["[" * 100_000],
    ids=lambda known: known[-14:],
)
def test_a_baseline_that_nobody_wrote_is_refused(known: str, tmp_path: Path) -> None:
    path = tmp_path / ".baseline.json"
    path.write_text(f'{{"version": 1, "known": {known}}}', encoding="utf-8")
    baseline, problems = read_baseline(path)
    assert baseline.size == 0
    assert [problem.rule for problem in problems] == ["bad-baseline"]
