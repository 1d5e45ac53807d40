"""The workflow that `init` writes for GitHub: its comment, its actions and its permissions."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from postmortems.scaffold.init.repository import repository_files
from tests.conftest import write
from tests.unit.ci_jobs import (
    BROKEN,
    MARK,
    NAME,
    SOUND,
    github,
    methods,
    ours,
    pull_request,
    workflow,
)

pytestmark = pytest.mark.slow


def test_github_comments_once_and_changes_that_comment(tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "github")
    outcome = github(checkout, "check")
    assert set(outcome.steps.values()) == {"success"}, outcome.printed
    assert github(checkout, "comment").steps == {
        "Comment once, and change that comment later": "success"
    }
    (body,) = ours(checkout)
    assert body.startswith(f"{MARK}\n")
    assert "Checkout declines every card" in body
    assert "(https://github.com/acme/shop/actions/runs/99)" in body
    summary = (checkout.temp / "step-summary.md").read_text(encoding="utf-8")
    assert "Checkout declines every card" in summary
    assert "[The built site](https://github.com/acme/shop/artifacts/1)" in summary
    assert (checkout.folder / "site" / "incidents" / NAME / "index.html").is_file()

    checkout.change(SOUND.replace("every card", "some cards"))
    github(checkout, "check", leave_out=("Install", "Site"))
    github(checkout, "comment")
    (body,) = ours(checkout)
    assert "Checkout declines some cards" in body and "every card" not in body
    assert methods(checkout) == ["POST", "PATCH"]


def test_github_is_told_what_changes_even_where_the_check_fails(tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "github", text=BROKEN)
    outcome = github(checkout, "check")
    assert outcome.steps == {
        "Check": "failure",
        "Summary": "success",
        "Site": "skipped",
        "Link to the preview": "skipped",
    }
    assert f"::error file=incidents/{NAME}/incident.yaml,line=9," in outcome.printed
    github(checkout, "comment")
    (body,) = ours(checkout)
    assert NAME in body


def test_github_actions_are_pinned_by_commit_and_say_their_version() -> None:
    text = repository_files("Ours", "github")[".github/workflows/postmortems.yml"]
    lines = [line.partition("uses: ")[2] for line in text.splitlines() if "uses: " in line]
    assert len(lines) == 7
    for line in lines:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    assert len(set(lines)) == len({line.partition("@")[0] for line in lines})


def test_github_unpacks_an_artifact_in_a_folder_of_its_own() -> None:
    """A pull request's own code makes the artifact, so no file of it may replace another."""
    (download,) = [
        step["with"]
        for step in workflow()["jobs"]["comment"]["steps"]
        if step.get("uses", "").startswith("actions/download-artifact@")
    ]
    assert download["path"] == "${{ runner.temp }}/summary"
    scripts = [step["run"] for step in workflow()["jobs"]["comment"]["steps"] if "run" in step]
    assert not re.search(r"> *\S*/summary/", "\n".join(scripts))


@pytest.mark.parametrize("workflow_name", ["postmortems", "postmortems-overdue"])
@pytest.mark.parametrize("tool", ["actionlint", "zizmor"])
@pytest.mark.parametrize("incidents", ["incidents", "docs/outages"])
def test_the_workflow_has_no_findings(
    workflow_name: str, tool: str, incidents: str, tmp_path: Path
) -> None:
    name = f".github/workflows/{workflow_name}.yml"
    write(tmp_path, {name: repository_files("Ours", "github", incidents)[name]})
    program = Path(sys.executable).parent / tool
    assert program.is_file(), f"{tool} is not installed; `make test` installs it"
    arguments = {"actionlint": [], "zizmor": ["--offline", "--persona=pedantic"]}[tool]
    done = subprocess.run([program, *arguments, name], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_github_gives_each_job_what_it_needs_and_no_more() -> None:
    made = workflow()
    assert made["permissions"] == {}
    assert {name: job["permissions"] for name, job in made["jobs"].items()} == {
        "check": {"contents": "read"},
        "comment": {"pull-requests": "write"},
        "publish": {"pages": "write", "id-token": "write"},
    }
    steps = [step for job in made["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name) for name in used)
    assert steps[0]["with"] == {"fetch-depth": "0", "persist-credentials": "false"}
    # From a fork, the token may not write; where Pages are not switched on, nothing is published.
    own = "github.event.pull_request.head.repo.full_name == github.repository"
    assert own in made["jobs"]["comment"]["if"]
    assert "github.event.repository.has_pages" in made["jobs"]["publish"]["if"]
    assert set(made["on"]) == {"pull_request", "push", "schedule", "workflow_dispatch"}
