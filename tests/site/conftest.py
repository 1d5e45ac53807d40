"""A repository to build a site of, and the sites whose numbers are counted anew."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import GOLDEN, ROOT, TODAY
from tests.site.recount import Count
from tests.site.shown import Case


@pytest.fixture(scope="module", params=["demo", "company"])
def case(request: pytest.FixtureRequest) -> Case:
    site: Path = request.getfixturevalue(f"{request.param}_site")
    folder = ROOT if request.param == "demo" else request.getfixturevalue("company_folder")
    return Case(site, Count(folder / "incidents", TODAY), quiet=request.param == "company")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty repository with the golden incidents in it."""
    shutil.copytree(GOLDEN / "incidents", tmp_path / "incidents")
    return tmp_path
