"""`postmortems init` in a git repository: its remote tells the name, and which CI to write for."""

import subprocess
from pathlib import Path

import pytest

from postmortems.scaffold.init.remote import parse_address
from tests.conftest import write
from tests.unit.init_command import ONLY, call, files


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


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
