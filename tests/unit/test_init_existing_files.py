"""`postmortems init`: files that are there are kept, and what they lack is said."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from postmortems.scaffold.init.missing_lines import missing_lines
from postmortems.scaffold.init.origin import parse_origin
from postmortems.scaffold.init.repository import CI, repository_files, start_repository
from tests.conftest import write
from tests.unit.init_command import RELEASE, call, files


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


def test_a_catalogue_of_lessons_is_kept_and_not_mixed_with_the_starter_catalogue(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = "timeouts:\n  statement: Set timeouts.\n"
    write(here, {"incidents/lessons.yaml": own})
    assert call("none", lessons=True) == 0
    assert files(here)["incidents/lessons.yaml"] == own
    assert (
        "postmortems: `incidents/lessons.yaml` is there, and the starter catalogue is only written "
        "as a new file; it was not changed\n"
    ) in capsys.readouterr().err


def test_the_starter_catalogue_is_complete_the_second_time(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("none", lessons=True) == call("none", lessons=True) == 0
    assert "starter catalogue" not in capsys.readouterr().err


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
