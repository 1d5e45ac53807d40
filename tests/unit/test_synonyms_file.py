"""A team's own synonyms: read beside the incidents, used by the search, checked."""

import json
from pathlib import Path

import pytest

from postmortems.reader import operations, read
from tests.conftest import run, write

NAME = "2025-03-04-nothing-in-it"
INCIDENT = "title: The basket is empty\nseverity: SEV3\n"


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return write(tmp_path, {f"incidents/{NAME}/incident.yaml": INCIDENT})


def test_the_search_finds_what_means_the_same(top: Path) -> None:
    assert run("postmortems", "search", "kasse", "leer", cwd=top).returncode == 1
    write(top, {"incidents/synonyms.yaml": "- [kasse, basket]\n- [leer, empty]\n"})
    found = json.loads(run("postmortems", "search", "kasse", "leer", "--json", cwd=top).stdout)
    assert [result["title"] for result in found["results"]] == ["The basket is empty"]


def test_numbers_stay_text(top: Path) -> None:
    write(top, {"incidents/synonyms.yaml": "- [0x1F, teapot, 418]\n"})
    assert read(top / "incidents").corpus.synonyms == (("0x1F", "teapot", "418"),)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("basket: cart\n", "1:1", "the file must be a list of groups"),
        ("- basket\n", "1:3", "a group must be a list of two or more"),
        ("- [a, b]\n- [basket]\n", "2:3", "a group must be a list of two or more"),
        ("- [basket, basket]\n", "1:3", "a group must be a list of two or more"),
        ("- [basket, {a: b}]\n", "1:3", "a group must be a list of two or more"),
    ],
)
def test_what_is_no_group_is_a_problem(text: str, place: str, message: str, top: Path) -> None:
    write(top, {"incidents/synonyms.yaml": text})
    done = run("postmortems", "check", "--format=concise", cwd=top)
    assert done.returncode == 1
    assert f"synonyms.yaml:{place}" in done.stdout
    assert message in done.stdout


def test_an_empty_file_has_no_synonyms(top: Path) -> None:
    write(top, {"incidents/synonyms.yaml": "# none yet\n"})
    reading = read(top / "incidents")
    assert (reading.corpus.synonyms, reading.problems) == ((), ())


def test_a_secret_in_it_is_found(top: Path) -> None:
    write(top, {"incidents/synonyms.yaml": "- [key, AKIAQ7WE3RT5YU2IOP4L]\n"})
    assert "secret" in run("postmortems", "check", cwd=top).stdout


def test_no_expression_of_operations_is_twice_in_a_group() -> None:
    assert len(operations()) >= 150
    for group in operations():
        assert len(group) == len(set(group)) >= 2, group
