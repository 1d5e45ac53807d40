"""The CI files of `init`, for GitHub and GitLab alike: their scripts run as the hosts run them."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import write
from tests.unit.ci_jobs import github, gitlab, gitlab_jobs, ours, pull_request, workflow

pytestmark = pytest.mark.slow


NASTY = "release-$(touch${IFS}owned)"
"""The name of a branch, which anybody may choose."""


def scripts() -> Iterator[tuple[str, str]]:
    jobs = workflow()["jobs"] | workflow(name="postmortems-overdue")["jobs"]
    for job, body in jobs.items():
        for step in body["steps"]:
            if "run" in step:
                yield f"github {job} {step['name']}", step["run"]
    for job, body in gitlab_jobs().items():
        for part in ("before_script", "script"):
            if part in body:
                yield f"gitlab {job} {part}", "\n".join(body[part])


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_every_script_is_one_and_holds_nothing_of_strangers(shell: str) -> None:
    found = dict(scripts())
    assert len(found) >= 10
    for name, script in found.items():
        assert "${{" not in script, name
        done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), name


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_log_of_a_build_has_no_banner(host: str, tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, host)
    if host == "github":
        log = github(checkout, "check").printed
    else:
        log = gitlab(checkout, "postmortems-site").stderr
    assert "INFO" in log and "Documentation built" in log
    assert "end of life" not in log


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_name_of_a_branch_is_no_command(host: str, tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, host, base=NASTY)
    if host == "github":
        steps = github(checkout, "check", leave_out=("Install", "Site")).steps
        assert steps["Summary"] == "success"
    else:
        assert gitlab(checkout, "postmortems-summary").returncode == 0
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_a_host_that_refuses_is_a_failure_and_not_a_second_comment(
    host: str, tmp_path: Path
) -> None:
    checkout = pull_request(tmp_path, host)
    write(checkout.temp, {"summary.md": "What changes\n"})
    state = checkout.state | {"refuses": "GET"}
    write(checkout.temp, {"state.json": json.dumps(state)})
    if host == "github":
        assert set(github(checkout, "comment").steps.values()) == {"failure"}
    else:
        assert gitlab(checkout, "postmortems-summary").returncode != 0
    assert ours(checkout) == []


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_another_folder_of_incidents(host: str, tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, host, incidents="docs/outages")
    if host == "github":
        outcome = github(checkout, "check", leave_out=("Install", "Site"))
        assert set(outcome.steps.values()) == {"success"}, outcome.printed
        assert workflow("docs/outages")["on"]["pull_request"]["paths"][0] == "docs/outages/**"
    else:
        assert gitlab(checkout, "postmortems-check").returncode == 0
        assert gitlab(checkout, "postmortems-summary").returncode == 0
        assert "Checkout declines every card" in ours(checkout)[0]
