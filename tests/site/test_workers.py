"""Pages that worker processes render are those that MkDocs renders in one process."""

from pathlib import Path

import pytest

from tests.benchmarks.company import write as write_company
from tests.benchmarks.reading import UNTIL
from tests.conftest import build, write

CONFIG = "site_name: Ours\ntheme: {{name: material}}\nplugins: [postmortems: {{{options}}}]\n"
HOOK = "def on_page_content(html, **_):\n    return html\n"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 120 incidents and a page of the site's own."""
    folder = tmp_path_factory.mktemp("company")
    write_company(folder / "incidents", 120, 1, UNTIL)
    write(folder, {"docs/about.md": "# About\n\n[One](lessons.md#missing)\n", "hook.py": HOOK})
    return folder


def site(folder: Path, name: str, config: str) -> dict[str, bytes]:
    """Build a site, and return its files by path."""
    write(folder, {f"{name}.yml": config})
    target = build(folder / f"{name}.yml", folder / name)
    files = (path for path in target.rglob("*") if path.is_file())
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def in_workers(company: Path) -> dict[str, bytes]:
    """The files of a site whose pages two workers render."""
    return site(company, "two", CONFIG.format(options="workers: 2, search: false"))


def test_one_process_writes_the_same_files(company: Path, in_workers: dict[str, bytes]) -> None:
    one = site(company, "one", CONFIG.format(options="workers: 1, search: false"))
    assert differences(one, in_workers) == []


def test_a_hook_for_single_pages_gets_all_pages_and_the_files_are_the_same(
    company: Path, in_workers: dict[str, bytes]
) -> None:
    config = CONFIG.format(options="search: false") + "hooks: [hook.py]\n"
    assert differences(site(company, "hook", config), in_workers) == []


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
