"""What git knows of where a repository is kept."""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

_ADDRESS = re.compile(
    r"(?:[a-z+]+://)?(?:[^@/]*@)?(?P<host>[^:/]*)(?::\d+)?[:/](?:.*/)?(?P<name>[^/]+?)(?:\.git)?/*"
)


class Remote(NamedTuple):
    """Where a repository is kept, and its name there; empty where nobody knows."""

    host: str = ""
    name: str = ""


def remote_of(top: Path) -> Remote:
    """The remote `origin` of the repository that a folder is in."""
    return parse_address(git_output(top, "remote", "get-url", "origin"))


def parse_address(address: str) -> Remote:
    """The parts of the address of a repository, in any form that git takes."""
    found = _ADDRESS.fullmatch(address)
    return Remote(found["host"].lower(), found["name"]) if found else Remote()


def is_below_top(top: Path) -> bool:
    """Whether a folder is within a repository and not its top."""
    return bool(git_output(top, "rev-parse", "--show-prefix"))


def detect_ci(top: Path) -> str:
    """Who runs the checks, as far as can be told: the host by its name, else by its file."""
    host = remote_of(top).host
    if "github" not in host and ("gitlab" in host or (top / ".gitlab-ci.yml").exists()):
        return "gitlab"
    return "github"


def git_output(top: Path, *arguments: str) -> str:
    """Return the output of git; empty where it fails, is not installed or knows no repository."""
    command = ["git", "-C", str(top), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
