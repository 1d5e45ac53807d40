"""`postmortems check` prints what it printed last, if nothing changed, and nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from postmortems import cache as module
from postmortems.check import BASELINE
from postmortems.cli import check, check_run
from tests.conftest import COMPLETE, GOLDEN, run


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site, and another data folder of the user."""
    (tmp_path / "user").mkdir()
    monkeypatch.setattr(module, "user_data_path", lambda *_, **__: tmp_path / "user")
    top = tmp_path / "top"
    shutil.copytree(GOLDEN / "incidents", top / "incidents")
    (top / "mkdocs.yml").write_text("site_name: Ours\n", encoding="utf-8")
    return top


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Gets an entry for each check that computes its output."""
    computed: list[str] = []
    original = check_run.run_check

    def counted(*arguments: object) -> object:
        computed.append("check")
        return original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(check_run, "run_check", counted)
    return computed


def printed(done: CompletedProcess[str]) -> tuple[int, str, str]:
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("format", ["text", "json", "sarif"])
def test_the_second_check_prints_the_same_and_computes_nothing(
    format: str, top: Path, checks: list[str]
) -> None:
    first = run("postmortems", "check", "--format", format, cwd=top)
    second = run("postmortems", "check", "--format", format, cwd=top)
    assert checks == ["check"]
    assert printed(first) == printed(second)


def edit(top: Path) -> None:
    with (top / "incidents" / COMPLETE / "incident.yaml").open("a") as stream:
        stream.write("# a comment\n")


def add_evidence(top: Path) -> None:
    (top / "incidents" / COMPLETE / "evidence" / "new.log").write_text("all is well\n")


def rename(top: Path) -> None:
    folder = top / "incidents" / COMPLETE
    folder.rename(folder.with_name(f"{COMPLETE}-again"))


def set_rules(top: Path) -> None:
    (top / "incidents" / "rules.yaml").write_text("placeholder: error\n")


def write_baseline(top: Path) -> None:
    run("postmortems", "check", "--write-baseline", cwd=top, check=True)


@pytest.mark.parametrize("change", [edit, add_evidence, rename, set_rules, write_baseline])
def test_a_change_is_checked(change: Callable[[Path], None], top: Path, checks: list[str]) -> None:
    run("postmortems", "check", cwd=top)
    change(top)
    del checks[:]
    run("postmortems", "check", cwd=top)
    assert checks == ["check"]


def test_another_day_is_checked(
    top: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("postmortems", "check", cwd=top)
    monkeypatch.setattr("tests.conftest.ENVIRONMENT", {"SOURCE_DATE_EPOCH": "1800000000"})
    run("postmortems", "check", cwd=top)
    assert checks == ["check", "check"]


def test_other_options_are_another_output(top: Path, checks: list[str]) -> None:
    for options in ([], ["--strict"], ["--format=json"], ["--no-cache"], [COMPLETE]):
        run("postmortems", "check", *options, cwd=top)
    assert len(checks) == 5


def test_a_folder_with_a_link_is_checked_each_time(top: Path, checks: list[str]) -> None:
    (top / "incidents" / COMPLETE / "notes.txt").symlink_to(top / "mkdocs.yml")
    for _ in range(2):
        run("postmortems", "check", cwd=top)
    assert len(checks) == 2


def test_the_name_of_the_baseline_is_that_of_the_check() -> None:
    assert check.BASELINE == BASELINE
