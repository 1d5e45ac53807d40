"""The scheduled workflow that `init` writes for GitHub: one issue with the overdue work."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from postmortems.scaffold.init.repository import repository_files
from tests.conftest import write
from tests.unit.ci_jobs import SOUND, Checkout, github, methods, pull_request, workflow

pytestmark = pytest.mark.slow

WORKFLOW = "postmortems-overdue"
MARK = "<!-- postmortems overdue -->"
OVERDUE = (
    SOUND
    + "document: {status: published}\nlessons:\n  action_items:\n"
    + "    - {id: a, text: Add a timeout, state: open, due: 2026-03-20}\n"
)
DONE = OVERDUE.replace("state: open", "state: done")
STRANGER = {"number": 1, "user": 1, "state": "open", "body": f"{MARK} of a stranger"}


def checkout_of(text: str, place: Path, incidents: str = "incidents") -> Checkout:
    """Return a checkout of a repository that has an issue of a stranger."""
    checkout = pull_request(place, "github", text=text, incidents=incidents)
    write(checkout.temp, {"state.json": json.dumps(checkout.state | {"issues": [STRANGER]})})
    return checkout


def week(checkout: Checkout, text: str | None = None) -> None:
    """Run the workflow once, after a change of the incident if there is one."""
    if text is not None:
        checkout.change(text)
    for job in ("report", "issue"):
        outcome = github(checkout, job, name=WORKFLOW)
        assert set(outcome.steps.values()) == {"success"}, outcome.printed


def issues(checkout: Checkout) -> list[Any]:
    """Return the issues of the workflow; that of the stranger is as it was."""
    first: Any
    others: list[Any]
    first, *others = checkout.state["issues"]
    assert first == STRANGER
    return others


def test_one_issue_is_opened_updated_and_closed(tmp_path: Path) -> None:
    checkout = checkout_of(OVERDUE, tmp_path)
    week(checkout)
    (issue,) = issues(checkout)
    assert issue["title"] == "Overdue postmortem work"
    assert issue["body"].startswith(f"{MARK}\n## Overdue work as of ")
    assert "Add a timeout (`a`, no owner, due on 2026-03-20)" in issue["body"]
    assert "(https://github.com/acme/shop/actions/runs/99)" in issue["body"]

    week(checkout, OVERDUE.replace("Add a timeout", "Limit the pool"))
    (issue,) = issues(checkout)
    assert issue["state"] == "open"
    assert "Limit the pool" in issue["body"] and "Add a timeout" not in issue["body"]

    week(checkout, DONE)
    (issue,) = issues(checkout)
    assert issue["state"] == "closed"
    assert "Nothing is overdue" in issue["body"]
    assert methods(checkout) == ["POST", "PATCH", "PATCH"]


def test_without_overdue_work_there_is_no_issue(tmp_path: Path) -> None:
    checkout = checkout_of(DONE, tmp_path)
    week(checkout)
    week(checkout, DONE + "aliases: [x]\n")
    assert issues(checkout) == [] and methods(checkout) == []


def test_an_incident_that_cannot_be_read_keeps_the_issue_open(tmp_path: Path) -> None:
    checkout = checkout_of(OVERDUE, tmp_path)
    week(checkout)
    week(checkout, "title: [\n")
    (issue,) = issues(checkout)
    assert issue["state"] == "open"
    assert "1 incident is left out because of errors" in issue["body"]


def test_a_new_issue_is_opened_after_the_last_one_was_closed(tmp_path: Path) -> None:
    checkout = checkout_of(OVERDUE, tmp_path)
    week(checkout)
    week(checkout, DONE)
    week(checkout, OVERDUE)
    assert [issue["state"] for issue in issues(checkout)] == ["closed", "open"]


def test_another_folder_of_incidents(tmp_path: Path) -> None:
    checkout = checkout_of(OVERDUE, tmp_path, "docs/outages")
    week(checkout)
    assert len(issues(checkout)) == 1


def test_a_host_that_refuses_is_a_failure_and_opens_no_issue(tmp_path: Path) -> None:
    checkout = checkout_of(OVERDUE, tmp_path)
    github(checkout, "report", name=WORKFLOW)
    write(checkout.temp, {"state.json": json.dumps(checkout.state | {"refuses": "GET"})})
    assert set(github(checkout, "issue", name=WORKFLOW).steps.values()) == {"failure"}
    assert issues(checkout) == []


def test_each_job_has_what_it_needs_and_no_more() -> None:
    made = workflow(name=WORKFLOW)
    assert made["permissions"] == {}
    assert {name: job["permissions"] for name, job in made["jobs"].items()} == {
        "report": {"contents": "read"},
        "issue": {"issues": "write"},
    }
    assert set(made["on"]) == {"schedule", "workflow_dispatch"}
    # Only the job without the right to write runs installed code.
    assert all("pip" not in step.get("run", "") for step in made["jobs"]["issue"]["steps"])


def test_actions_are_pinned_as_in_the_other_workflow() -> None:
    files = repository_files("Ours", "github")

    def used(name: str) -> set[str]:
        return set(re.findall(r"uses: (.*)", files[f".github/workflows/{name}.yml"]))

    assert used(WORKFLOW)
    assert used(WORKFLOW) <= used("postmortems")
