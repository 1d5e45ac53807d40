"""What CI installs: what this installation was made from, if another machine can get it."""

import json
import os
import subprocess
from argparse import Namespace
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Any

import pytest
import yaml

from postmortems.cli import init as init_command
from postmortems.scaffold.init.origin import Origin, installed_origin, parse_origin
from tests.conftest import write

pytestmark = pytest.mark.slow

COMMIT = "4f1e8f0d2c3b4a59687766554433221100ffeedd"
GIT = {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"}
HOST = "https://example.com"
WHEEL = f"{HOST}/mkdocs_postmortems-0.1.0-py3-none-any.whl"


def installed(folder: Path, direct_url: Any = None) -> PathDistribution:
    """Make the metadata of an installed distribution; `direct_url` as PEP 610 has it."""
    files = {"METADATA": "Metadata-Version: 2.4\nName: mkdocs-postmortems\nVersion: 0.1.0\n"}
    if direct_url is not None:
        text = direct_url if isinstance(direct_url, str) else json.dumps(direct_url)
        files["direct_url.json"] = text
    return PathDistribution(write(folder / "mkdocs_postmortems-0.1.0.dist-info", files))


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def clone(folder: Path, address: str, *, pushed: bool = True) -> str:
    """Make a clone whose remote is at an address; return its commit."""
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "commit", "-q", "--allow-empty", "-m", "a")
    git(folder, "remote", "add", "origin", address)
    if pushed:
        git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    return git(folder, "rev-parse", "HEAD")


def test_a_release_from_an_index_is_pinned(tmp_path: Path) -> None:
    origin = installed_origin(installed(tmp_path))
    assert origin.requirement == "mkdocs-postmortems==0.1.0"
    assert "package index" in origin.reason


@pytest.mark.parametrize(
    ("direct_url", "address"),
    [
        ({"url": f"{HOST}/p.git", "vcs_info": GIT}, f"git+{HOST}/p.git@{COMMIT}"),
        (
            {"url": f"{HOST}/p.git", "vcs_info": GIT, "subdirectory": "tools/p"},
            f"git+{HOST}/p.git@{COMMIT}#subdirectory=tools/p",
        ),
        (
            {"url": "ssh://git@example.com/p.git", "vcs_info": GIT},
            f"git+ssh://git@example.com/p.git@{COMMIT}",
        ),
        (
            {"url": "https://user:password@example.com/p.git", "vcs_info": GIT},
            f"git+{HOST}/p.git@{COMMIT}",
        ),
        (
            {"url": WHEEL, "archive_info": {"hash": "sha256=abc", "hashes": {"sha256": "abc"}}},
            f"{WHEEL}#sha256=abc",
        ),
        ({"url": WHEEL, "archive_info": {"hash": "sha256=abc"}}, f"{WHEEL}#sha256=abc"),
        ({"url": WHEEL, "archive_info": {}}, WHEEL),
    ],
)
def test_a_repository_or_an_archive_is_installed_from_the_same_place(
    direct_url: Any, address: str, tmp_path: Path
) -> None:
    origin = installed_origin(installed(tmp_path, direct_url))
    assert origin.requirement == f"mkdocs-postmortems @ {address}"
    assert "that this installation was made from" in origin.reason


@pytest.mark.parametrize(
    "direct_url",
    [
        {"url": "file:///srv/my%20clone", "dir_info": {}},
        {"url": "file:///srv/my%20clone", "dir_info": {"editable": True}},
        {"url": "file:///srv/my%20clone", "archive_info": {"hash": "sha256=abc"}},
        {"url": "file:///srv/my%20clone", "vcs_info": GIT},
    ],
)
def test_a_local_path_is_nothing_that_ci_has(direct_url: Any, tmp_path: Path) -> None:
    origin = installed_origin(installed(tmp_path, direct_url))
    assert origin == Origin(
        "", "this installation was made from `/srv/my clone`, which other machines do not have"
    )


@pytest.mark.parametrize(
    ("address", "requirement"),
    [
        ("https://example.com/p.git", "git+https://example.com/p.git@{commit}"),
        ("https://user:password@example.com/p.git", "git+https://example.com/p.git@{commit}"),
        ("git@example.com:team/p.git", "git+ssh://git@example.com/team/p.git@{commit}"),
        ("ssh://git@example.com:22/p.git", "git+ssh://git@example.com:22/p.git@{commit}"),
    ],
)
def test_a_clone_is_installed_from_its_remote(
    address: str, requirement: str, tmp_path: Path
) -> None:
    commit = clone(tmp_path / "clone", address)
    direct_url = {"url": (tmp_path / "clone").as_uri(), "dir_info": {"editable": True}}
    origin = installed_origin(installed(tmp_path, direct_url))
    assert origin.requirement == f"mkdocs-postmortems @ {requirement.format(commit=commit)}"
    assert f"clone `{(tmp_path / 'clone').as_posix()}`" in origin.reason


@pytest.mark.parametrize(
    ("address", "pushed"), [("https://example.com/p.git", False), ("/srv/git/p.git", True)]
)
def test_a_commit_that_only_this_machine_has_is_not_installed(
    address: str, pushed: bool, tmp_path: Path
) -> None:
    clone(tmp_path / "clone", address, pushed=pushed)
    direct_url = {"url": (tmp_path / "clone").as_uri(), "dir_info": {}}
    assert installed_origin(installed(tmp_path, direct_url)).requirement == ""


@pytest.mark.parametrize(
    "text",
    [
        *("{", "[]", "null", '""', "{}", '{"url": "https://[x/p", "vcs_info": {}}'),
        '{"url": "https://example.com/p", "vcs_info": {"vcs": "git"}}',
        '{"url": "https://example.com/\\"\\nx", "archive_info": {}}',
    ],
)
def test_a_record_that_cannot_be_understood_is_no_traceback(text: str, tmp_path: Path) -> None:
    origin = installed_origin(installed(tmp_path, text))
    assert origin.requirement == ""
    assert "`direct_url.json` of this installation cannot be understood" in origin.reason


@pytest.mark.parametrize(
    ("where", "requirement"),
    [
        ("mkdocs-postmortems", "mkdocs-postmortems==0.1.0"),
        ("mkdocs-postmortems==1.2.3", "mkdocs-postmortems==1.2.3"),
        ("mkdocs_postmortems~=1.2", "mkdocs-postmortems~=1.2"),
        (WHEEL, f"mkdocs-postmortems @ {WHEEL}"),
        (f"git+{HOST}/p.git@{COMMIT}", f"mkdocs-postmortems @ git+{HOST}/p.git@{COMMIT}"),
        (f"mkdocs-postmortems @ {WHEEL}", f"mkdocs-postmortems @ {WHEEL}"),
    ],
)
def test_where_to_install_from_can_be_given(where: str, requirement: str) -> None:
    assert parse_origin(where) == Origin(requirement, "as given with --from")


@pytest.mark.parametrize(
    "where", [".", "/srv/clone", "file:///srv/clone", "other==1", "x y", 'https://a/"\n- x', "-r x"]
)
def test_what_another_machine_cannot_install_is_refused(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert init(where) == 2
    printed = capsys.readouterr().err
    assert f"--from: another machine cannot install `{where}`; give" in printed
    assert list(tmp_path.iterdir()) == []


def init(source: str | None, ci: str = "github", *, json: bool = False) -> int:
    options = Namespace(incidents=Path("incidents"), ci=ci, json=json, source=source, lessons=False)
    return init_command.run(options)


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository's folder, and an installation that was made from a local path."""
    folder = tmp_path / "acme"
    folder.mkdir()
    monkeypatch.chdir(folder)
    origin = Origin("", "this installation was made from `/srv/p`, which other machines lack")
    monkeypatch.setattr(init_command, "installed_origin", lambda: origin)
    return folder


INSTALLING = {
    "github": [
        ".github/workflows/postmortems-overdue.yml",
        ".github/workflows/postmortems.yml",
        ".pre-commit-config.yaml",
        "requirements.txt",
    ],
    "gitlab": [
        ".gitlab-ci.yml",
        ".pre-commit-config.yaml",
        "postmortems.gitlab-ci.yml",
        "requirements.txt",
    ],
    "none": [".pre-commit-config.yaml", "requirements.txt"],
}
"""The files that install this package, for each CI provider."""


def listed(names: list[str]) -> str:
    *others, last = [f"`{name}`" for name in names]
    return f"{', '.join(others)} and {last}"


@pytest.mark.parametrize("ci", INSTALLING)
def test_no_file_is_written_that_would_install_from_an_unknown_source(
    ci: str, local: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(None, ci) == 0
    assert not [name for name in INSTALLING[ci] if (local / name).exists()]
    assert (local / "mkdocs.yml").is_file()
    printed = capsys.readouterr().err
    assert (
        f"postmortems: not written: {listed(INSTALLING[ci])}, "
        "because no source is known from which another machine can install this package: "
        "this installation was made from `/srv/p`, which other machines lack; "
        "run `postmortems init --from WHERE`; WHERE is `mkdocs-postmortems==VERSION`, "
        "or an address such as `git+https://HOST/REPOSITORY@COMMIT`\n"
    ) in printed
    assert ci != "none" or "CI" not in printed


@pytest.mark.parametrize("ci", INSTALLING)
def test_json_names_the_files_that_were_not_written_and_why(
    ci: str, local: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(None, ci, json=True) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["requirement"] is None
    assert [entry["path"] for entry in report["left"]] == INSTALLING[ci]
    for entry in report["left"]:
        assert entry["why"].startswith("not written, because no source is known")
        assert "`/srv/p`" in entry["why"]
        assert entry["why"].endswith("run `postmortems init --from WHERE`")
        assert entry["add"] == ""


def test_a_ci_file_that_exists_is_not_told_to_include_one_that_was_not_written(
    local: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(local, {".gitlab-ci.yml": "build:\n  script: make\n", "requirements.txt": "mkdocs\n"})
    assert init(None, "gitlab") == 0
    printed = capsys.readouterr().err
    assert f"not written: {listed(INSTALLING['gitlab'])}," in printed
    assert "add to it" not in printed


@pytest.mark.parametrize("ci", INSTALLING)
def test_the_missing_files_are_written_once_a_source_is_given(
    ci: str, local: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init(None, ci)
    capsys.readouterr()
    assert init(f"git+{HOST}/p.git@{COMMIT}", ci) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == INSTALLING[ci]
    requirement = f"mkdocs-postmortems @ git+{HOST}/p.git@{COMMIT}"
    files = "`.pre-commit-config.yaml` and `requirements.txt`"
    assert f"postmortems: {files} install `{requirement}`: as given with --from\n" in said.err
    lines = (local / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [requirement]
    hooks = yaml.safe_load((local / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert hooks["repos"][0]["hooks"][0]["additional_dependencies"] == [requirement]


def test_files_that_name_the_package_already_lack_nothing(
    local: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = "repos:\n  - {repo: 'https://example.com/p', hooks: [{id: postmortems-check}]}\n"
    own = f"git+{HOST}/mkdocs-postmortems.git@{COMMIT}\n"
    write(local, {"requirements.txt": own, ".pre-commit-config.yaml": hook})
    assert init(None) == 0
    assert "not written" not in capsys.readouterr().err
    assert (local / ".github" / "workflows" / "postmortems.yml").is_file()
    assert (local / "requirements.txt").read_text(encoding="utf-8") == own
