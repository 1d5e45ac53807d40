"""A pull request as CI sees it, and the jobs of the CI files run on it, as their hosts do."""

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from postmortems.scaffold.init.origin import parse_origin
from postmortems.scaffold.init.repository import repository_files, start_repository
from tests.conftest import EPOCH, write
from tests.unit.hosts import FAKES

RELEASE = "mkdocs-postmortems==0.1.0"
NAME = "2026-03-14-checkout-declines-cards"
SOUND = """\
title: Checkout declines every card
severity: SEV3
status: resolved
summary: |
  The pool of connections filled up, and calls had no timeout.

  /close is what the summary begins a line with.
times: {started: 2026-03-14T09:20Z, detected: 2026-03-14T09:26Z, resolved: 2026-03-14T10:30Z}
"""
BROKEN = SOUND + "kin: outage\n"
MARK = "<!-- postmortems -->"
NEEDED = "report"
"""The job whose outputs others need."""
BANNER = "NO_MKDOCS_2_WARNING"
"""The variable without which Material prints a banner about its own end of life."""


@dataclass
class Outcome:
    """What became of the steps of a job, by their names."""

    steps: dict[str, str] = field(default_factory=dict)
    printed: str = ""


@dataclass
class Checkout:
    """A pull request as CI sees it: a clone of `origin`, which also has the base branch."""

    folder: Path
    base: str
    incidents: str = "incidents"

    @property
    def temp(self) -> Path:
        return self.folder.parent / "runner"

    @property
    def state(self) -> Any:
        """What the host of the fakes knows: comments, and the requests that were made."""
        return json.loads((self.temp / "state.json").read_text(encoding="utf-8"))

    @property
    def environment(self) -> dict[str, str]:
        tools = [str(self.temp / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
        inherited = {key: value for key, value in os.environ.items() if key != BANNER}
        return (
            inherited
            | GIT
            | {
                "PATH": os.pathsep.join(tools),
                "STATE": str(self.temp / "state.json"),
                "SOURCE_DATE_EPOCH": EPOCH,
                "PYTHONUTF8": "1",
            }
        )

    def bash(self, script: str, flags: str, **variables: str) -> subprocess.CompletedProcess[str]:
        path = self.temp / "script.sh"
        path.write_text(script, encoding="utf-8")
        return subprocess.run(
            ["bash", *shlex.split(flags), str(path)],
            cwd=self.folder,
            env=self.environment | variables,
            capture_output=True,
            text=True,
        )

    def change(self, text: str) -> None:
        """The author pushes another version of the incident."""
        write(self.folder, {f"{self.incidents}/{NAME}/incident.yaml": text})
        git(self.folder, "commit", "-qam", "again")


GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.com",
}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | GIT, check=True, capture_output=True
    )


def pull_request(
    place: Path, ci: str, *, text: str = SOUND, base: str = "main", incidents: str = "incidents"
) -> Checkout:
    """A repository made by `init`, and a branch that adds an incident, checked out."""
    work, origin, folder = place / "work", place / "origin.git", place / "checkout"
    git(place, "init", "-q", "--bare", str(origin))
    git(place, "init", "-q", "-b", base, str(work))
    start_repository(work, incidents, ci, parse_origin(RELEASE))
    git(work, "add", ".")
    git(work, "commit", "-qm", "postmortems init")
    git(work, "checkout", "-qb", "incident")
    write(work, {f"{incidents}/{NAME}/incident.yaml": text})
    git(work, "add", ".")
    git(work, "commit", "-qm", "an incident")
    git(work, "push", "-q", str(origin), "--all")
    git(place, "clone", "-q", "-b", "incident", str(origin), str(folder))
    git(folder, "checkout", "-q", "--detach")
    checkout = Checkout(folder, base, incidents)
    strangers = [{"id": n, "user": 1, "body": f"{MARK} of a stranger"} for n in range(150)]
    state = {"comments": strangers, "issues": [], "requests": []}
    write(checkout.temp, {"state.json": json.dumps(state)})
    for name, program in FAKES.items():
        write(checkout.temp, {f"bin/{name}": f"#!{sys.executable}\n{program}"})
        (checkout.temp / "bin" / name).chmod(0o755)
    return checkout


def workflow(incidents: str = "incidents", name: str = "postmortems") -> Any:
    files = repository_files("Ours", "github", incidents)
    return yaml.load(files[f".github/workflows/{name}.yml"], Loader=yaml.BaseLoader)


def github(
    checkout: Checkout,
    job: str,
    *,
    leave_out: tuple[str, ...] = ("Install",),
    name: str = "postmortems",
) -> Outcome:
    """Run the steps of a job of a workflow that are scripts."""
    output = checkout.temp / "output"
    output.touch()
    outputs = (row.partition("=") for row in output.read_text(encoding="utf-8").splitlines())
    values = {f"needs.{NEEDED}.outputs.{key}": value for key, _, value in outputs} | {
        "github.base_ref": checkout.base,
        "github.event.pull_request.number": "7",
        "github.token": "token",
        "steps.preview.outputs.artifact-url": "https://github.com/acme/shop/artifacts/1",
    }
    variables = {
        "GITHUB_OUTPUT": str(output),
        "GITHUB_REPOSITORY": "acme/shop",
        "GITHUB_RUN_ID": "99",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_STEP_SUMMARY": str(checkout.temp / "step-summary.md"),
        "RUNNER_TEMP": str(checkout.temp),
    }
    outcome = Outcome()
    made = workflow(checkout.incidents, name)
    variables |= made.get("env", {})
    for step in made["jobs"][job]["steps"]:
        if step.get("uses", "").startswith("actions/download-artifact@"):
            unpack(checkout, step["with"]["name"], step["with"]["path"])
        title = step.get("name", "")
        if "run" not in step or title in leave_out:
            continue
        failed = "failure" in outcome.steps.values()
        if failed and "!cancelled()" not in step.get("if", ""):
            outcome.steps[title] = "skipped"
            continue
        given = {
            key: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], value)
            for key, value in step.get("env", {}).items()
        }
        done = checkout.bash(step["run"], "-e", **variables, **given)
        outcome.steps[title] = "failure" if done.returncode else "success"
        outcome.printed += done.stdout + done.stderr
    return outcome


def unpack(checkout: Checkout, artifact: str, path: str) -> None:
    """Put the artifact of one job where another wants it."""
    folder = Path(path.replace("${{ runner.temp }}", str(checkout.temp)))
    folder.mkdir(exist_ok=True)
    if folder != checkout.temp:
        (checkout.temp / f"{artifact}.md").rename(folder / f"{artifact}.md")


def gitlab_jobs(incidents: str = "incidents") -> Any:
    text = repository_files("Ours", "gitlab", incidents)["postmortems.gitlab-ci.yml"]
    return yaml.safe_load(text)


def gitlab(checkout: Checkout, job: str, token: str = "token") -> subprocess.CompletedProcess[str]:
    """Run a job's script; what is installed before it is left out."""
    variables = {
        "CI_API_V4_URL": "https://gitlab.com/api/v4",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_PROJECT_ID": "42",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": checkout.base,
        "POSTMORTEMS_TOKEN": token,
    }
    jobs = gitlab_jobs(checkout.incidents)
    script = "\n".join(jobs[job]["script"])
    variables |= jobs[".postmortems"].get("variables", {})
    return checkout.bash(script, "-eo pipefail", **variables)


def ours(checkout: Checkout) -> list[str]:
    """The bodies of the comments that CI wrote; those of others are as they were."""
    comments = checkout.state["comments"]
    assert sum(comment["body"] == f"{MARK} of a stranger" for comment in comments) == 150
    return [comment["body"] for comment in comments if comment["user"] != 1]


def methods(checkout: Checkout) -> list[str]:
    return [request for request in checkout.state["requests"] if request != "GET"]
