"""`postmortems init`: any repository becomes one of incidents, and keeps what it has."""

import json
import os
import re
import subprocess
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from postmortems.cli.init import run as init
from postmortems.model.catalogue import DEFAULT_SEVERITIES
from postmortems.reader import read
from postmortems.reader.files import Folder
from postmortems.scaffold.init.missing_lines import missing_lines
from postmortems.scaffold.init.origin import parse_origin
from postmortems.scaffold.init.remote import parse_address
from postmortems.scaffold.init.repository import CI, repository_files, start_repository
from postmortems.schema import schema_files
from tests.conftest import ROOT, build, run, write

RELEASE = "mkdocs-postmortems==0.1.0"
EVERYWHERE = {
    ".gitignore",
    ".pre-commit-config.yaml",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "incidents/lessons.yaml",
    "incidents/services.yaml",
    "incidents/severities.yaml",
    "mkdocs.yml",
    "requirements.txt",
}
ONLY = {
    "github": {".github/workflows/postmortems.yml"},
    "gitlab": {".gitlab-ci.yml", "postmortems.gitlab-ci.yml"},
    "none": set(),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository's folder, in which the command is called."""
    folder = tmp_path / "acme-shop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def call(ci: str | None = "github", incidents: str = "incidents", **options: Any) -> int:
    given = {"json": False, "source": RELEASE} | options
    return init(Namespace(incidents=Path(incidents), ci=ci, **given))


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder, but for git's own, with its text."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


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
    assert json.loads(done.stdout)["written"] == [".github/workflows/postmortems.yml"]


def test_what_is_there_is_left_alone_and_what_it_lacks_is_said(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = {
        ".gitignore": "node_modules\nsite\n",
        ".gitlab-ci.yml": "build:\n  script: make\n",
        ".pre-commit-config.yaml": "repos: []\n",
        ".vscode/extensions.json": "{}",
        ".vscode/settings.json": '{ // ours\n  "editor.tabSize": 2 }',
        "incidents/services.yaml": "checkout: {}\n",
        "mkdocs.yml": "site_name: Ours\nmarkdown_extensions:\n  - x: !!python/name:a.b\n",
        "requirements.txt": "# mkdocs-postmortems\nmkdocs\n",
    }
    write(here, own)
    assert call("gitlab") == 0
    assert {name: text for name, text in files(here).items() if name in own} == own
    said = capsys.readouterr().err
    for name, line in {
        ".gitignore": "/.venv/",
        ".gitlab-ci.yml": "include:\n      - local: postmortems.gitlab-ci.yml",
        ".pre-commit-config.yaml": "repos:\n      - repo: local",
        ".vscode/extensions.json": '"recommendations": ["redhat.vscode-yaml"]',
        ".vscode/settings.json": '"yaml.schemas": {\n      "./incidents/.schema/incident.json":',
        "mkdocs.yml": "theme:\n      name: material\n    plugins: [postmortems]",
        "requirements.txt": RELEASE,
    }.items():
        assert f"`{name}` already exists and was not changed; add to it:\n    {line}" in said
    assert "already complete and not changed: `incidents/services.yaml`\n" in said


@pytest.mark.parametrize(
    ("plugins", "add"),
    [
        ("", "plugins: [postmortems]"),
        ("plugins: [postmortems]", ""),
        ("plugins:\n  - search\n  - postmortems:\n      search: false", ""),
        ("plugins: {postmortems: {}}", ""),
        ("plugins:\n  - search", "plugins:\n  - postmortems"),
        ("plugins: {search: {}}", "plugins:\n  postmortems: {}"),
    ],
)
def test_mkdocs_is_told_what_it_lacks(plugins: str, add: str) -> None:
    ours = repository_files("Ours", "none")["mkdocs.yml"]
    assert missing_lines("mkdocs.yml", f"theme: material\n{plugins}\n", ours) == add


def test_each_file_of_ours_lacks_nothing() -> None:
    for ci in CI:
        for incidents in ("incidents", "docs/outages"):
            for name, text in repository_files("Ours", ci, incidents).items():
                assert missing_lines(name, text, text) == "", name


def test_the_other_ending_of_mkdocs_is_not_hidden(here: Path) -> None:
    write(here, {"mkdocs.yaml": "site_name: Ours\n"})
    _, left = start_repository(Path(), "incidents", "none", parse_origin(RELEASE))
    assert not (here / "mkdocs.yml").exists()
    assert [at.path.name for at in left] == ["mkdocs.yaml"]


def test_links_that_lead_outside_are_not_followed(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("of somebody else", encoding="utf-8")
    (here / ".vscode").symlink_to(outside)
    (here / "incidents").mkdir()
    (here / "incidents" / ".schema").symlink_to(outside)
    (here / "mkdocs.yml").symlink_to(outside / "made.yml")
    (here / "requirements.txt").symlink_to(outside / "secret.txt")
    assert call() == 1
    assert [path.name for path in outside.iterdir()] == ["secret.txt"]
    said = capsys.readouterr().err
    for name in (".vscode/settings.json", "incidents/.schema", "mkdocs.yml", "requirements.txt"):
        assert f"`{name}` is reached by a link to a place outside of this folder" in said
    assert len(said.splitlines()) == 7


def test_what_is_in_the_way_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "mkdocs.yml").mkdir()
    (here / "requirements.txt").symlink_to("nowhere")
    write(here, {".github": "a file\n", ".vscode": "a file\n", "incidents": "a file\n"})
    assert call() == 1
    said = capsys.readouterr().err
    assert "`mkdocs.yml` is a folder where a file is needed; it was not changed" in said
    assert "`requirements.txt` is there and cannot be read; it was not changed" in said
    for name in (".github/workflows/postmortems.yml", ".vscode/settings.json"):
        assert f"`{name}` needs a folder where a file is; it was not changed" in said
    assert (here / ".gitignore").is_file()
    assert "Traceback" not in said


def test_what_cannot_be_written_is_one_line(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert call() == 1
    said = capsys.readouterr().err
    assert re.fullmatch(r"postmortems: cannot access `\S+`: Permission denied; correct .*\n", said)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do all")
def test_a_folder_that_may_only_be_read_is_one_line(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here.chmod(0o500)
    assert call() == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


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


def test_stale_schemas_are_left_to_their_own_command(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call("none")
    write(here, {"incidents/services.yaml": "checkout: {}\n"})
    before = files(here)
    assert call("none") == 0
    assert files(here) == before
    assert "`incidents/.schema` is out of date, so run: postmortems schema" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("address", "host", "name"),
    [
        ("git@github.com:acme/shop.git", "github.com", "shop"),
        ("https://gitlab.com/acme/teams/shop", "gitlab.com", "shop"),
        ("https://user:word@GitLab.example.com:8443/acme/shop.git/", "gitlab.example.com", "shop"),
        ("ssh://git@gitlab.example.com:2222/acme/shop.git", "gitlab.example.com", "shop"),
        ("/srv/git/shop.git", "", "shop"),
        ("file:///srv/git/shop.git", "", "shop"),
        ("", "", ""),
    ],
)
def test_addresses_of_repositories(address: str, host: str, name: str) -> None:
    assert parse_address(address) == (host, name)


@pytest.mark.parametrize(
    ("remote", "file", "ci"),
    [
        ("git@github.com:acme/incidents.git", "x", "github"),
        ("git@github.com:acme/incidents.git", ".gitlab-ci.yml", "github"),
        ("https://gitlab.com/acme/incidents.git", "x", "gitlab"),
        ("https://git.example.com/acme/incidents.git", "x", "github"),
        ("https://git.example.com/acme/incidents.git", ".gitlab-ci.yml", "gitlab"),
    ],
)
def test_the_remote_tells_who_checks_and_the_name(
    remote: str, file: str, ci: str, here: Path
) -> None:
    git(here, "init", "-q")
    git(here, "remote", "add", "origin", remote)
    write(here, {file: "include: []\n"})
    assert call(ci=None) == 0
    assert ONLY[ci] <= set(files(here))
    assert "site_name: Incidents\n" in (here / "mkdocs.yml").read_text(encoding="utf-8")


def test_below_the_top_of_a_repository_it_says_that_nothing_checks(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "init", "-q")
    assert call() == 0
    assert "this is not the top of the git repository" in capsys.readouterr().err


def test_every_file_is_within_the_package() -> None:
    """What is written comes from files that a wheel holds, none of them hidden from builds."""
    top = ROOT / "generator" / "postmortems" / "scaffold" / "files"
    assert Folder(ROOT, "").contains(top.relative_to(ROOT).as_posix())
    assert not [path for path in top.rglob(".*") if path.is_file()]
