"""The public names: modules and the names within them may move, these stay."""

import inspect
import subprocess
import sys
from datetime import date
from types import ModuleType

import pytest

import mkdocs_postmortems
import postmortems
from tests.conftest import COMPLETE, GOLDEN

NAMES = {
    "postmortems": {
        "Corpus",
        "Incident",
        "Place",
        "Problem",
        "ReadResult",
        "Report",
        "__version__",
        "check_incidents",
        "incident_page",
        "read",
    },
    "mkdocs_postmortems": {"PostmortemsConfig", "PostmortemsPlugin"},
}


@pytest.mark.parametrize("package", [postmortems, mkdocs_postmortems])
def test_the_public_names_are_these_and_documented(package: ModuleType) -> None:
    assert set(package.__all__) == NAMES[package.__name__]
    for name in package.__all__:
        value = getattr(package, name)
        assert isinstance(value, str) or inspect.getdoc(value), name
    with pytest.raises(AttributeError, match="has no attribute 'other'"):
        package.other  # noqa: B018


def test_incidents_are_read_checked_and_rendered_by_public_names() -> None:
    result = postmortems.read(GOLDEN / "incidents", as_of=date(2026, 1, 1))
    assert isinstance(result, postmortems.ReadResult)
    assert isinstance(result.corpus, postmortems.Corpus)
    incident = result.corpus.by_id[COMPLETE]
    assert isinstance(incident, postmortems.Incident)
    report = postmortems.check_incidents(result)
    assert isinstance(report, postmortems.Report)
    assert all(isinstance(problem, postmortems.Problem) for problem in report.problems)
    assert postmortems.incident_page(incident, result.corpus).startswith("# ")


@pytest.mark.parametrize("package", NAMES)
def test_a_package_loads_nothing_until_a_name_is_used(package: str) -> None:
    code = (
        f"import sys, {package}\n"
        "heavy = {'pydantic', 'yaml', 'jinja2', 'mkdocs', 'postmortems.model'}\n"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
