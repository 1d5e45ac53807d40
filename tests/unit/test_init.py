"""`postmortems init`: what it writes is complete, has no problem, and makes a site."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from postmortems.model.catalogue import DEFAULT_SEVERITIES
from postmortems.reader import read
from postmortems.reader.files import Folder
from postmortems.scaffold.init.repository import CI, repository_files
from postmortems.schema import schema_files
from tests.conftest import ROOT, build, run, write
from tests.unit.init_command import EVERYWHERE, ONLY, RELEASE, call, files


@pytest.mark.parametrize("ci", CI)
def test_everything_is_written_and_named(
    ci: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(ci) == 0
    said = capsys.readouterr()
    wanted = EVERYWHERE | ONLY[ci] | {f"incidents/{name}" for name in schema_files()}
    assert set(files(here)) == set(said.out.splitlines()) == wanted
    assert said.err == (
        "postmortems: `.pre-commit-config.yaml` and `requirements.txt` install "
        f"`{RELEASE}`: as given with --from\n"
        "Review and commit these files, then run: postmortems new\n"
    )


def test_the_second_time_nothing_is_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call() == 0
    before = files(here)
    capsys.readouterr()
    assert call() == 0
    said = capsys.readouterr()
    assert (files(here), said.out) == (before, "")
    assert said.err.startswith("postmortems: already complete and not changed: `.github/")


def test_it_says_in_json_what_it_did(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here, {"requirements.txt": "mkdocs\n"})
    assert call(json=True) == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said["written"]) == set(files(here)) - {"requirements.txt"}
    assert said["left"] == [{"path": "requirements.txt", "why": "is there", "add": RELEASE}]
    assert said["requirement"] == RELEASE


def test_the_command_is_there(here: Path) -> None:
    done = run("postmortems", "init", "--ci", "none", "--from", RELEASE, cwd=here, check=True)
    assert "mkdocs.yml" in done.stdout.splitlines()
    assert run("postmortems", "check", cwd=here).returncode == 0
    done = run("postmortems", "init", "--from", RELEASE, "--json", cwd=here, check=True)
    assert set(json.loads(done.stdout)["written"]) == ONLY["github"]


@pytest.mark.parametrize("name", [".", "..", "../x", "-x", "a b", "a;b", ".hidden", "x/../y"])
def test_a_folder_that_cannot_hold_incidents_is_refused(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(incidents=name) == 2
    assert "cannot be the folder of incidents; name one" in capsys.readouterr().err
    assert files(here) == {}


def test_a_path_in_full_says_where_the_repository_is(here: Path, tmp_path: Path) -> None:
    assert call(incidents=str(tmp_path / "other" / "incidents")) == 0
    assert files(here) == {}
    assert set(files(tmp_path / "other")) > EVERYWHERE


def test_the_catalogues_are_read_and_say_what_holds_without_them(here: Path) -> None:
    assert call("none") == 0
    reading = read(here / "incidents", as_of=date(2026, 1, 1))
    assert reading.problems == ()
    assert dict(reading.corpus.severities) == DEFAULT_SEVERITIES
    assert not reading.corpus.services and not reading.corpus.lessons


def test_the_starter_catalogue_is_written_and_has_no_problem(here: Path) -> None:
    assert call("none", "docs/outages", lessons=True) == 0
    done = run("postmortems", "check", "--strict", "--incidents", "docs/outages", cwd=here)
    assert (done.returncode, done.stdout) == (0, "")
    lessons = read(here / "docs" / "outages", as_of=date(2026, 1, 1)).corpus.lessons
    assert 50 <= len(lessons) <= 70
    for name, lesson in lessons.items():
        assert lesson.explanation and lesson.themes, name
        assert 2 <= len(lesson.signs) <= 4, name
    statements = [lesson.statement for lesson in lessons.values()]
    assert len(set(statements)) == len(statements)
    schema = (here / "docs/outages/.schema/lessons.json").read_text(encoding="utf-8")
    assert "alert-on-what-users-feel" in schema


def test_the_demonstration_has_the_entries_of_the_starter_catalogue_as_they_are(here: Path) -> None:
    assert call("none", lessons=True) == 0
    starter = read(here / "incidents").corpus.lessons
    ours = read(ROOT / "incidents").corpus.lessons
    shared = starter.keys() & ours.keys()
    assert len(shared) > 30
    assert {name: ours[name] for name in shared} == {name: starter[name] for name in shared}


@pytest.mark.parametrize("name", ["services", "lessons"])
def test_the_sample_of_a_catalogue_is_an_entry(name: str) -> None:
    text = repository_files("Ours", "none")[f"incidents/{name}.yaml"]
    rows = text.partition("#\n")[2].partition("#\n")[0].splitlines()
    (entry,) = yaml.safe_load("\n".join(row.removeprefix("# ") for row in rows).strip()).values()
    known: Any = yaml.safe_load(schema_files()[f".schema/catalogue-{name}.json"])
    assert set(entry) <= set(known["additionalProperties"].get("properties", entry))


@pytest.mark.parametrize("name", ["services", "lessons"])
def test_an_entry_can_be_appended_to_a_new_catalogue(name: str, here: Path) -> None:
    assert call("none") == 0
    path = here / "incidents" / f"{name}.yaml"
    rows = path.read_text(encoding="utf-8").partition("#\n")[2].partition("#\n")[0].splitlines()
    entry = "\n".join(row.removeprefix("# ") for row in rows if "depends_on" not in row)
    with path.open("a", encoding="utf-8") as file:
        file.write(entry + "\n")
    reading = read(here / "incidents")
    assert reading.problems == ()
    assert len(getattr(reading.corpus, name)) == 1


def test_a_new_repository_has_no_problem_and_its_site_builds(here: Path) -> None:
    assert call("none") == 0
    done = run("postmortems", "check", "--strict", cwd=here)
    assert (done.returncode, done.stdout) == (0, "")
    assert (build(here / "mkdocs.yml", here / "site") / "index.html").is_file()


@pytest.mark.parametrize("incidents", ["incidents", "docs/outages"])
def test_the_site_builds_with_a_new_incident(incidents: str, here: Path) -> None:
    assert call("none", incidents) == 0
    new = ("new", "A typo", "--severity=SEV4", "--started=2026-03-14T09:20Z")
    run("postmortems", *new, "--incidents", incidents, cwd=here, check=True)
    site = build(here / "mkdocs.yml", here / "site")
    page = (site / "incidents" / "2026-03-14-a-typo" / "index.html").read_text(encoding="utf-8")
    assert "A typo - Acme shop postmortems" in page


def test_the_editors_settings_are_as_this_repository_has_them() -> None:
    ours = json.loads(repository_files("Ours", "none")[".vscode/settings.json"])
    assert ours == json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))


def test_the_schemas_know_the_names_of_what_is_there(here: Path) -> None:
    write(here, {"incidents/services.yaml": "checkout: {}\n"})
    call("none")
    schema = (here / "incidents" / ".schema" / "incident.json").read_text(encoding="utf-8")
    assert '"checkout"' in schema


def test_every_file_is_within_the_package() -> None:
    """What is written comes from files that a wheel holds, none of them hidden from builds."""
    top = ROOT / "generator" / "postmortems" / "scaffold" / "files"
    assert Folder(ROOT, "").contains(top.relative_to(ROOT).as_posix())
    assert not [path for path in top.rglob(".*") if path.is_file()]
