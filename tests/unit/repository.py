"""A throwaway repository of incidents with a branch, and what `postmortems diff` says of it."""

import subprocess
from pathlib import Path

from postmortems.cli.diff import summary
from tests.conftest import run, write

FIRST = "2025-01-10-search-is-down"
SECOND = "2025-03-14-checkout-declines-cards"
HEAD = "severity: SEV2\ndetection: {method: alert}\ndocument: {status: in-review}\n"
BASE = {
    "incidents/services.yaml": "checkout: {title: Checkout}\n",
    "incidents/lessons.yaml": (
        "timeouts: {statement: Every call has a timeout.}\n"
        "limits: {statement: A limit has an alarm.}\n"
    ),
    f"incidents/{FIRST}/incident.yaml": (
        "title: Search is down\n"
        + HEAD
        + "times: {started: 2025-01-10T09:00Z, resolved: 2025-01-10T10:00Z}\n"
        + "impact: {system: {services: [checkout]}}\n"
        + "lessons:\n"
        + "  improve: [{text: It hung, lesson: timeouts}]\n"
        + "  action_items:\n"
        + "    - {id: give, text: Give calls a timeout, state: open, due: 2025-02-01,"
        + " lesson: timeouts}\n"
    ),
}
ADDED = (
    "title: Checkout declines every card\n"
    + HEAD
    + "times: {started: 2025-03-14T09:20Z, resolved: 2025-03-14T10:32Z}\n"
    + "impact: {system: {services: [checkout]}}\n"
    + "lessons:\n"
    + "  improve:\n"
    + "    - {text: It hung, lesson: timeouts}\n"
    + "    - {text: Nobody saw it coming, lesson: limits}\n"
)


def git(folder: Path, *arguments: str) -> None:
    own = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *own, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def begun(folder: Path, files: dict[str, str]) -> Path:
    """Commit files on `main`, and begin a branch to change them in."""
    write(folder, files)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "base")
    git(folder, "checkout", "-q", "-b", "change")
    return folder


def merged(folder: Path, files: dict[str, str]) -> None:
    """More files on `main`, and the branch from there."""
    git(folder, "checkout", "-q", "main")
    write(folder, files)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "more")
    git(folder, "checkout", "-q", "-B", "change")


def told(folder: Path, base: str = "main") -> str:
    done = run("postmortems", "diff", base, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def reviewed(folder: Path, before: dict[str, str], after: dict[str, str]) -> str:
    """Return what the summary says of two folders of incidents, without a repository."""
    for name, files in (("before", before), ("now", after)):
        (folder / name / "incidents").mkdir(parents=True)
        write(folder / name / "incidents", files)
    names = {
        file.partition("/")[0] for file in {*before, *after} if before.get(file) != after.get(file)
    }
    return summary(folder / "now" / "incidents", folder / "before" / "incidents", frozenset(names))
