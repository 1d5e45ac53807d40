"""`check` with arguments: one incident among all of them, and `--strict`."""

from pathlib import Path

import pytest

from postmortems.check import check, search_terms
from postmortems.reader import read
from tests.conftest import run, write
from tests.unit.check_command import DAY, MAIN, NAME, OLD, corpus, said


def test_one_incident_is_checked_as_among_all(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    whole = [p for p in check(read(root, as_of=DAY)).problems if NAME in p.place.path]
    reading = read(root, as_of=DAY, only=[NAME], search_terms=search_terms)
    assert list(check(reading).problems) == whole
    assert "repeat-without-action" in {problem.rule for problem in whole}
    assert len(reading.folders) == 3, "without a related incident it is compared with all"


def test_an_incident_with_a_related_one_is_checked_without_the_others(tmp_path: Path) -> None:
    root = corpus(tmp_path)
    path = root / MAIN
    path.write_text(f"related: [{{incident: 2024-06-01-y}}]\n{path.read_text()}")
    reading = read(root, as_of=DAY, only=[NAME], search_terms=search_terms)
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


def test_strict_lets_warnings_fail(tmp_path: Path) -> None:
    write(tmp_path / "incidents", OLD)
    assert said(tmp_path, "--strict")[0] == 1
