"""What an installation gets: the bounds of dependencies, the pinned versions, and the Makefile."""

import io
import os
import shutil
import subprocess
import tarfile
import tomllib
from collections import defaultdict
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from mkdocs.__main__ import cli
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from postmortems.diff.repository import _unpack
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

OLDEST = "3.11.2"
"""The Python of Debian 12, the oldest that is in wide use."""


def dependencies() -> dict[str, SpecifierSet]:
    """Return the versions that pyproject.toml takes of each dependency, by its name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = map(Requirement, project["dependencies"])
    return {requirement.name: requirement.specifier for requirement in requirements}


def pins(python: str) -> dict[str, list[str]]:
    """Return the versions that constraints.txt pins for a version of Python, by package."""
    environment = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
    versions: dict[str, list[str]] = defaultdict(list)
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        requirement = Requirement(line)
        if not requirement.marker or requirement.marker.evaluate(environment):
            version = str(requirement.specifier).removeprefix("==")
            versions[canonicalize_name(requirement.name)].append(version)
    return versions


def needed_python(name: str, version: str) -> SpecifierSet:
    """Return the versions of Python that a version of a package takes; all if not installed."""
    try:
        package = metadata(name)
    except PackageNotFoundError:
        return SpecifierSet()
    same = package["Version"] == version
    return SpecifierSet((package["Requires-Python"] or "") if same else "")


@pytest.mark.parametrize(
    ("name", "excluded", "taken"),
    [
        # `mkdocs serve` does not reload by default with click 8.3.
        ("click", ["8.3.0", "8.3.1", "8.3.2", "8.3.3"], ["8.1.8", "8.2.1", "8.4.0"]),
        # MkDocs 2 has no plugins.
        ("mkdocs", ["2.0.0", "2.1"], ["1.6.1", "1.7"]),
        # `nh3.Cleaner` came with 0.3.
        ("nh3", ["0.2.18", "0.2.22"], ["0.3.0"]),
    ],
)
def test_versions_that_do_not_work_are_excluded(
    name: str, excluded: list[str], taken: list[str]
) -> None:
    specifier = dependencies().get(name, SpecifierSet())
    versions = [*excluded, *taken]
    assert [version for version in versions if specifier.contains(version)] == taken


def test_live_reload_is_on_by_default() -> None:
    assert cli.commands["serve"].make_context("serve", []).params["livereload"] is True


@pytest.mark.parametrize("python", [OLDEST, "3.11.5", "3.14.0"])
def test_each_package_is_pinned_to_one_version(python: str) -> None:
    assert {name: found for name, found in pins(python).items() if len(found) != 1} == {}
    assert pins(python).keys() == pins("3.13.0").keys()


def test_the_pinned_versions_run_on_the_oldest_python() -> None:
    too_new = {
        f"{name}=={version}": str(needed_python(name, version))
        for name, versions in pins(OLDEST).items()
        for version in versions
        if OLDEST not in needed_python(name, version)
    }
    assert too_new == {}


@pytest.mark.parametrize("folder", ["tests/editor", "tests/javascript"])
def test_an_error_of_npm_is_shown(folder: str, tmp_path: Path) -> None:
    lock = f"{folder}/package-lock.json"
    (tmp_path / lock).parent.mkdir(parents=True)
    shutil.copy(ROOT / lock, tmp_path / lock)
    shutil.copy(ROOT / "Makefile", tmp_path)
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text(
        "#!/bin/sh\n"
        'case "$*" in *--silent*) ;; *) echo "npm error code ENOTFOUND" >&2 ;; esac\n'
        "exit 1\n",
        encoding="utf-8",
    )
    npm.chmod(0o755)
    done = subprocess.run(
        ["make", f"{folder}/node_modules/.package-lock.json"],
        cwd=tmp_path,
        env=os.environ | {"PATH": f"{npm.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "npm error code ENOTFOUND" in done.stderr


def test_a_diff_needs_nothing_that_the_oldest_python_lacks(tmp_path: Path) -> None:
    """`tarfile` has filters from 3.11.4 on; a name that leads outside is skipped without them."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name in ("a/incident.yaml", "../outside.yaml", "/outside.yaml", "a/../../outside.yaml"):
            member = tarfile.TarInfo(name)
            member.size = 9
            archive.addfile(member, io.BytesIO(b"title: A\n"))
    packed.seek(0)
    folder = tmp_path / "incidents"
    folder.mkdir()
    with tarfile.open(fileobj=packed) as archive:
        archive.extract = None  # type: ignore[method-assign, assignment]
        _unpack(archive, folder)
    assert [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()] == [
        Path("incidents/a/incident.yaml")
    ]
