"""The fuzzer in short, and every input that failed once."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, run
from tests.fuzz.__main__ import known_names
from tests.fuzz.case import load, save
from tests.fuzz.generate import generated

Replay = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def replay() -> Iterator[Replay]:
    """Run known cases in one process, which has imported everything, and return what failed."""
    command = [sys.executable, "-m", "tests.fuzz", "--serve"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin and process.stdout
        sending, answering = process.stdin, process.stdout
        assert answering.readline() == "ready\n"

        def ask(name: str) -> list[str]:
            sending.write(f"{name}\n")
            sending.flush()
            failures = json.loads(answering.readline())
            return [f"{f['step']}: {f['what']} {f['where']}\n{f['details']}" for f in failures]

        yield ask
        sending.close()


@pytest.mark.parametrize("name", known_names())
def test_what_failed_once_fails_no_more(name: str, replay: Replay) -> None:
    assert replay(name) == []


def test_cases_by_chance_pass(tmp_path: Path) -> None:
    done = run("tests.fuzz", "--cases=40", "--seed=9", "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_seed_gives_the_same_cases() -> None:
    assert [generated(3, number) for number in range(20)] == [
        generated(3, number) for number in range(20)
    ]
    assert generated(3, 1) != generated(4, 1)


def test_a_case_that_is_kept_is_the_same_case(tmp_path: Path) -> None:
    for number in range(40):
        case = generated(5, number)
        save(case, tmp_path / case.name, {})
        kept = load(tmp_path / case.name)
        assert kept.special == case.special
        assert set(kept.files) <= set(case.files)
        assert all(kept.files[path] == case.files[path] for path in kept.files)
        assert (kept.title, kept.service) == (case.title, case.service)
