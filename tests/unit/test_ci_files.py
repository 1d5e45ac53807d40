"""The CI files that `init` writes: their scripts run as GitHub, GitLab and pre-commit run them."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from postmortems.scaffold.init.origin import parse_origin
from postmortems.scaffold.init.repository import repository_files, start_repository
from tests.conftest import EPOCH, ROOT, write
from tests.unit.hosts import FAKES

pytestmark = pytest.mark.slow

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
BANNER = "NO_MKDOCS_2_WARNING"
"""The variable without which Material prints a banner about its own end of life."""
NASTY = "release-$(touch${IFS}owned)"
"""The name of a branch, which anybody may choose."""


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
    write(checkout.temp, {"state.json": json.dumps({"comments": strangers, "requests": []})})
    for name, program in FAKES.items():
        write(checkout.temp, {f"bin/{name}": f"#!{sys.executable}\n{program}"})
        (checkout.temp / "bin" / name).chmod(0o755)
    return checkout


def workflow(incidents: str = "incidents") -> Any:
    files = repository_files("Ours", "github", incidents)
    return yaml.load(files[".github/workflows/postmortems.yml"], Loader=yaml.BaseLoader)


def github(checkout: Checkout, job: str, *, leave_out: tuple[str, ...] = ("Install",)) -> Outcome:
    """Run the steps of a job that are scripts."""
    values = {
        "github.base_ref": checkout.base,
        "github.event.pull_request.number": "7",
        "github.token": "token",
        "steps.preview.outputs.artifact-url": "https://github.com/acme/shop/artifacts/1",
    }
    variables = {
        "GITHUB_REPOSITORY": "acme/shop",
        "GITHUB_RUN_ID": "99",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_STEP_SUMMARY": str(checkout.temp / "step-summary.md"),
        "RUNNER_TEMP": str(checkout.temp),
    }
    outcome = Outcome()
    made = workflow(checkout.incidents)
    variables |= made.get("env", {})
    for step in made["jobs"][job]["steps"]:
        if step.get("uses", "").startswith("actions/download-artifact@"):
            unpack_summary(checkout, step["with"]["path"])
        name = step.get("name", "")
        if "run" not in step or name in leave_out:
            continue
        failed = "failure" in outcome.steps.values()
        if failed and "!cancelled()" not in step.get("if", ""):
            outcome.steps[name] = "skipped"
            continue
        given = {
            key: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], value)
            for key, value in step.get("env", {}).items()
        }
        done = checkout.bash(step["run"], "-e", **variables, **given)
        outcome.steps[name] = "failure" if done.returncode else "success"
        outcome.printed += done.stdout + done.stderr
    return outcome


def unpack_summary(checkout: Checkout, path: str) -> None:
    """Put the artifact of the job `check` where the job `comment` wants it."""
    folder = Path(path.replace("${{ runner.temp }}", str(checkout.temp)))
    folder.mkdir(exist_ok=True)
    if folder != checkout.temp:
        (checkout.temp / "summary.md").rename(folder / "summary.md")


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


def scripts() -> Iterator[tuple[str, str]]:
    for job, body in workflow()["jobs"].items():
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


@pytest.mark.parametrize("tool", ["actionlint", "zizmor"])
@pytest.mark.parametrize("incidents", ["incidents", "docs/outages"])
def test_the_workflow_has_no_findings(tool: str, incidents: str, tmp_path: Path) -> None:
    name = ".github/workflows/postmortems.yml"
    write(tmp_path, {name: repository_files("Ours", "github", incidents)[name]})
    program = Path(sys.executable).parent / tool
    assert program.is_file(), f"{tool} is not installed; `make test` installs it"
    arguments = {"actionlint": [], "zizmor": ["--offline", "--persona=pedantic"]}[tool]
    done = subprocess.run([program, *arguments, name], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


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


def test_gitlab_posts_one_note_and_changes_it(tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "gitlab")
    # Where results are merged, GitLab fetches the merge request and no branch.
    git(checkout.folder, "update-ref", "-d", "refs/remotes/origin/main")
    done = gitlab(checkout, "postmortems-summary")
    assert done.returncode == 0, done.stderr
    assert "Checkout declines every card" in done.stdout
    (note,) = ours(checkout)
    assert note.startswith(f"{MARK}\n")
    assert "Checkout declines every card" in note
    assert not re.search(r"(?m)^\s*/", note), "a line that GitLab takes for an order"

    checkout.change(SOUND.replace("every card", "some cards"))
    assert gitlab(checkout, "postmortems-summary").returncode == 0
    (note,) = ours(checkout)
    assert "Checkout declines some cards" in note and "every card" not in note
    assert methods(checkout) == ["POST", "PUT"]


def test_gitlab_gets_no_orders_from_a_summary(tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "gitlab")
    fake = f"#!{sys.executable}\nprint('What changes\\n/close\\n \\t/merge\\na/b')\n"
    write(checkout.temp, {"bin/postmortems": fake})
    (checkout.temp / "bin" / "postmortems").chmod(0o755)
    assert gitlab(checkout, "postmortems-summary").returncode == 0
    assert ours(checkout) == [f"{MARK}\nWhat changes\n&#47;close\n \t&#47;merge\na/b\n"]


def test_gitlab_says_why_there_is_no_note(tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "gitlab")
    done = gitlab(checkout, "postmortems-summary", token="")
    assert done.returncode == 0
    assert "No note is posted: there is no CI/CD variable POSTMORTEMS_TOKEN." in done.stdout
    assert checkout.state["requests"] == []
    assert "Checkout declines every card" in (checkout.folder / "summary.md").read_text("utf-8")


@pytest.mark.parametrize(("text", "code"), [(SOUND, 0), (BROKEN, 1)])
def test_gitlab_reports_what_is_wrong(text: str, code: int, tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "gitlab", text=text)
    done = gitlab(checkout, "postmortems-check")
    assert done.returncode == code
    assert ("incident.yaml:9:1: " in done.stdout) == bool(code)
    report = ElementTree.parse(checkout.folder / "junit.xml").getroot()
    assert ("unknown-key" in ElementTree.tostring(report, "unicode")) == bool(code)
    assert gitlab_jobs()["postmortems-check"]["artifacts"] == {
        "when": "always",
        "reports": {"junit": "junit.xml"},
    }


def test_gitlab_publishes_what_it_builds(tmp_path: Path) -> None:
    checkout = pull_request(tmp_path, "gitlab")
    done = gitlab(checkout, "pages")
    assert done.returncode == 0, done.stderr
    assert (checkout.folder / "public" / "incidents" / NAME / "index.html").is_file()
    jobs = gitlab_jobs()
    assert jobs["pages"]["artifacts"] == {"paths": ["public"]}
    assert jobs["postmortems-site"]["script"] == ["mkdocs build --strict"]
    for job in jobs.values():
        # GitLab takes no other characters.
        assert re.fullmatch(r"[\w -]*", job.get("artifacts", {}).get("expose_as", ""), re.ASCII)
    include = yaml.safe_load(repository_files("Ours", "gitlab")[".gitlab-ci.yml"])
    assert include == {"include": [{"local": "postmortems.gitlab-ci.yml"}]}


@pytest.mark.parametrize(("text", "code"), [(SOUND, 0), (BROKEN, 1)])
def test_the_hook_of_pre_commit(text: str, code: int, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    checkout = pull_request(tmp_path, "none", text=text)
    changed = f"incidents/{NAME}/incident.yaml"
    assert checkout.bash(f"{hook['entry']} {changed}", "-e").returncode == code
    assert (hook["id"], hook["language"]) == ("postmortems-check", "python")
    assert hook["require_serial"] is True, "else many changed files are many checks"
    for path, wanted in {f"incidents/{NAME}/incident.yaml": True, "src/incidents/x": False}.items():
        assert bool(re.search(hook["files"], path)) is wanted
    local = yaml.safe_load(repository_files("Ours", "none")[".pre-commit-config.yaml"])
    ((mine,),) = [repository["hooks"] for repository in local["repos"]]
    assert mine | hook == hook | {"additional_dependencies": [RELEASE]}
