"""Problems that a build reports: each with its place, and without a traceback."""

from pathlib import Path

import pytest

from tests.conftest import MINIMAL, run, write
from tests.site.own_site import BARE, page


def test_an_unknown_marker_is_named(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE + "plugins: [postmortems]\n",
            "docs/index.md": "# Welcome\n\n<!-- postmortems: lesson -->\n",
        },
    )
    done = run("mkdocs", "build", "--strict", cwd=repository)
    assert done.returncode == 1
    assert (
        "index.md: unknown-marker: there is no block `lesson`; the blocks are `home`" in done.stderr
    )
    assert done.stderr.count("unknown-marker") == 1


def test_problems_come_with_their_places_and_fail_a_strict_build(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE + "plugins: [postmortems]\n",
            "docs/about.md": "# About\n",
            "incidents/2025-05-05-broken/incident.yaml": "title: A\nseverity: SEV2\nkin: outage\n",
        },
    )
    message = (
        "incidents/2025-05-05-broken/incident.yaml:3:1: error: unknown-key: `kin` is not a key"
    )
    strict = run("mkdocs", "build", "--strict", cwd=repository)
    assert strict.returncode == 1 and message in strict.stderr
    assert "Traceback" not in strict.stderr
    loose = run("mkdocs", "build", cwd=repository)
    assert loose.returncode == 0 and message in loose.stderr
    assert (repository / "site" / "incidents" / MINIMAL / "index.html").is_file()


def test_a_diagram_that_does_not_parse_is_a_problem_not_a_broken_page(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE + "plugins: [postmortems]\n",
            "docs/about.md": "# About\n",
            "incidents/2025-05-05-x/incident.yaml": "title: A\nseverity: SEV2\nsummary: |\n"
            "  Text\n\n  ```mermaid\n  graph TD\n    a[\n  ```\n",
        },
    )
    done = run("mkdocs", "build", cwd=repository)
    assert done.returncode == 0
    assert (
        "incidents/2025-05-05-x/incident.yaml:7:1: error: diagram-does-not-parse: " in done.stderr
    )
    assert "graph TD" in page(repository / "site", "incidents/2025-05-05-x/index.html").get_text()


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (
            "site_name: Ours\nplugins: [postmortems]\n",
            "the pages are made for the theme `material`",
        ),
        (
            BARE + "plugins: [postmortems: {incidents_dir: outages}]\n",
            "there is no folder `outages` beside mkdocs.yml",
        ),
    ],
)
def test_a_site_that_cannot_be_built_says_why(config: str, message: str, repository: Path) -> None:
    write(repository, {"mkdocs.yml": config, "docs/about.md": "# About\n"})
    done = run("mkdocs", "build", cwd=repository)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
