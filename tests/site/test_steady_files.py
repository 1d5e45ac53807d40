"""Builds of the same incidents write the same files, with the same modification times."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import FIVE_LINES, write

NAME = "2026-03-14-checkout-declines-cards"
OTHER = "2026-03-15-mail-is-late"


def incident(title: str) -> str:
    return f"title: {title}\nseverity: SEV3\n"


def build(folder: Path, *options: str) -> dict[str, tuple[bytes, int]]:
    """Build a site at the current time, and return the content and the time of each file."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *options]
    subprocess.run(command, cwd=folder, check=True)
    site = folder / "site"
    files = (path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in files
    }


def test_a_second_build_changes_neither_files_nor_times(tmp_path: Path) -> None:
    path = f"incidents/{NAME}/incident.yaml"
    write(tmp_path, {"mkdocs.yml": FIVE_LINES, path: incident("First")})
    first = build(tmp_path)
    second = build(tmp_path)
    assert [path for path in first | second if first.get(path) != second.get(path)] == []


def test_only_files_that_changed_get_a_new_time(tmp_path: Path) -> None:
    one, other = f"incidents/{NAME}/incident.yaml", f"incidents/{OTHER}/incident.yaml"
    write(tmp_path, {"mkdocs.yml": FIVE_LINES, one: incident("First"), other: incident("Other")})
    first = build(tmp_path)
    write(tmp_path, {one: incident("First, renamed")})
    second = build(tmp_path)
    both = first.keys() & second.keys()
    changed = {path for path in both if first[path][1] != second[path][1]}
    assert f"incidents/{NAME}/index.html" in changed
    assert f"incidents/{OTHER}/index.html" not in changed
    assert changed == {path for path in both if first[path][0] != second[path][0]}


def test_a_dirty_build_keeps_the_files_that_it_does_not_write(tmp_path: Path) -> None:
    path = f"incidents/{NAME}/incident.yaml"
    write(tmp_path, {"mkdocs.yml": FIVE_LINES, path: incident("First")})
    first = build(tmp_path)
    write(tmp_path / "site", {"own.txt": "of another tool"})
    assert build(tmp_path, "--dirty").keys() >= first.keys() | {"own.txt"}


def test_a_build_leaves_nothing_beside_the_site(tmp_path: Path) -> None:
    path = f"incidents/{NAME}/incident.yaml"
    write(tmp_path, {"mkdocs.yml": FIVE_LINES, path: incident("First")})
    for _ in range(2):
        build(tmp_path)
    names = {entry.name for entry in tmp_path.iterdir()}
    assert names == {".cache", "incidents", "mkdocs.yml", "site"}
