"""What tests share: corpora, a command runner, and sites built once."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from postmortems.model import Corpus
from postmortems.reader import read

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


def run(*command: str, cwd: Path = ROOT, check: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a command of this environment the way a user does."""
    environment = os.environ | {
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    if check:
        assert done.returncode == 0, f"{command} failed:\n{done.stdout}\n{done.stderr}"
    return done


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


@pytest.fixture(scope="session")
def golden() -> Corpus:
    """The three incidents that golden files are of: complete, minimal and nasty."""
    reading = read(GOLDEN / "incidents", as_of=TODAY)
    assert reading.problems == ()
    return reading.corpus


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site."""
    return build(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("demo") / "site")


@pytest.fixture(scope="session")
def golden_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the three golden incidents."""
    import shutil

    folder = tmp_path_factory.mktemp("golden")
    shutil.copytree(GOLDEN / "incidents", folder / "incidents")
    write(folder, {"mkdocs.yml": FIVE_LINES})
    return build(folder / "mkdocs.yml", folder / "site")


@pytest.fixture(scope="session")
def company_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred incidents of an invented company, with owners, due days and repeats."""
    from tests.benchmarks.company import write as write_company

    folder = tmp_path_factory.mktemp("company")
    write_company(folder / "incidents", 300)
    return folder


@pytest.fixture(scope="session")
def company(company_folder: Path) -> Corpus:
    """Those incidents, read."""
    return read(company_folder / "incidents", as_of=TODAY).corpus


@pytest.fixture(scope="session")
def company_site(company_folder: Path) -> Path:
    """Their site."""
    write(company_folder, {"mkdocs.yml": FIVE_LINES})
    return build(company_folder / "mkdocs.yml", company_folder / "site")


FIVE_LINES = """\
site_name: Our postmortems
docs_dir: incidents
theme:
  name: material
plugins: [postmortems]
"""
