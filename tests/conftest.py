"""What tests share: corpora, a command runner, and sites built once."""

import gc
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings

from postmortems.atomic_write import atomic_write
from postmortems.cli import main
from postmortems.model import Corpus
from postmortems.reader import read
from tests import forked_mkdocs

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
COMPLETE = "2025-03-04-checkout-declines-cards"
MINIMAL = "2024-11-20-login-page-slow"
NASTY = "2025-02-01-nasty-text"
EPOCH = "1793491200"  # 2026-11-01, so that "as of" does not move under the tests
TODAY = date(2026, 11, 1)

# How long an example takes says more about the machine than about the code. Continuous integration
# tries the same examples each time; other examples are for whoever works on the code.
settings.register_profile("unhurried", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("unhurried")


ENVIRONMENT = {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def pytest_configure() -> None:
    """Let tests compare texts by their words, unless they are about the extra `meaning`."""
    os.environ["POSTMORTEMS_MODEL"] = "none"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run one process more than there are processors for `-n auto`.

    Tests often wait: for a server, for the browser, or for another process.
    """
    return (os.cpu_count() or 1) + 1


def run(*command: str, cwd: Path = ROOT, check: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a command of this environment; `postmortems` within this process, which is much faster.

    Args:
        command: the name of a module with its arguments.
        cwd: the folder to run it in.
        check: whether to fail the test if the exit code is not 0.
    """
    if command[0] == "postmortems":
        done = _called(command, cwd)
    elif command[0] == "mkdocs" and forked_mkdocs.IS_SUPPORTED:
        done = forked_mkdocs.run_mkdocs(command[1:], cwd, os.environ | ENVIRONMENT)
    else:
        done = _spawned(command, cwd)
    if check:
        assert done.returncode == 0, f"{command} failed:\n{done.stdout}\n{done.stderr}"
    return done


def _spawned(command: tuple[str, ...], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env=os.environ | ENVIRONMENT,
        capture_output=True,
        text=True,
    )


def _called(command: tuple[str, ...], cwd: Path) -> subprocess.CompletedProcess[str]:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.StringIO()
    with (
        chdir(cwd),
        patch.dict(os.environ, ENVIRONMENT),
        patch("sys.stdin", io.StringIO()),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = main(list(command[1:]))
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            gc.enable()
    text = out.buffer.getvalue().decode().replace("\r\n", "\n")
    return subprocess.CompletedProcess(command, code, text, err.getvalue())


def build(config: Path, site: Path, *, strict: bool = True) -> Path:
    """Build a site with MkDocs; fails the test unless it builds."""
    flags = ["--strict"] if strict else []
    run(
        "mkdocs", "build", *flags, "-f", str(config), "-d", str(site), cwd=config.parent, check=True
    )
    return site


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


Shared = Callable[[str, Callable[[Path], object]], Path]
"""Returns the folder of a name, after it was filled once for all processes of a test run."""
MOST_SECONDS = 600.0
"""The seconds to wait until another process has filled a folder."""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Fill each folder in one process of pytest-xdist; the others wait for it."""
    top = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        top = top.parent

    def folder_of(name: str, fill: Callable[[Path], object]) -> Path:
        folder, end = top / f"shared-{name}", top / f"shared-{name}.end"
        try:
            folder.mkdir()
        except FileExistsError:
            limit = time.monotonic() + MOST_SECONDS
            while not end.exists():
                assert time.monotonic() < limit, f"another process has not filled {folder}"
                time.sleep(0.1)
            assert end.read_bytes() == b"filled", f"another process failed to fill {folder}"
            return folder
        outcome = b"failed"
        try:
            fill(folder)
            outcome = b"filled"
        finally:
            atomic_write(end, outcome)
        return folder

    return folder_of


@pytest.fixture(scope="session")
def golden() -> Corpus:
    """The three incidents that golden files are of: complete, minimal and nasty."""
    reading = read(GOLDEN / "incidents", as_of=TODAY)
    assert reading.problems == ()
    return reading.corpus


@pytest.fixture(scope="session")
def demo_site(shared: Shared) -> Path:
    """The repository's own site."""
    return shared("demo", lambda folder: build(ROOT / "mkdocs.yml", folder / "site")) / "site"


@pytest.fixture(scope="session")
def golden_site(shared: Shared) -> Path:
    """A site of the three golden incidents."""

    def fill(folder: Path) -> None:
        shutil.copytree(GOLDEN / "incidents", folder / "incidents")
        write(folder, {"mkdocs.yml": FIVE_LINES})
        build(folder / "mkdocs.yml", folder / "site")

    return shared("golden", fill) / "site"


@pytest.fixture(scope="session")
def company_folder(shared: Shared) -> Path:
    """Three hundred incidents of an invented company, with owners, due days and repeats."""
    from tests.benchmarks.company import write as write_company

    return shared("company", lambda folder: write_company(folder / "incidents", 300))


@pytest.fixture(scope="session")
def company(company_folder: Path) -> Corpus:
    """The corpus of the invented company."""
    return read(company_folder / "incidents", as_of=TODAY).corpus


@pytest.fixture(scope="session")
def company_site(company_folder: Path, shared: Shared) -> Path:
    """The site of the invented company."""

    def fill(folder: Path) -> None:
        write(company_folder, {"mkdocs.yml": FIVE_LINES.replace("[postmortems]", COMPANY_OPTIONS)})
        build(company_folder / "mkdocs.yml", folder / "site")

    return shared("company-site", fill) / "site"


COMPANY_OPTIONS = """
  - postmortems:
      working_hours: {days: mon-fri, from: "08:00", to: 18:00, timezone: Europe/Berlin}
"""
"""The options of the site of the invented company; YAML reads 18:00 as a number."""

FIVE_LINES = """\
site_name: Our postmortems
docs_dir: incidents
theme:
  name: material
plugins: [postmortems]
"""
