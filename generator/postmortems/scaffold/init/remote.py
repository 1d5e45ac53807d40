"""The remote of a git repository, and the CI provider it implies."""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

_ADDRESS = re.compile(
    r"(?:[a-z+]+://)?(?:[^@/]*@)?(?P<host>[^:/]*)(?::\d+)?[:/](?:.*/)?(?P<name>[^/]+?)(?:\.git)?/*"
)


class Remote(NamedTuple):
    """The host of a repository, and its name there; empty if not known."""

    host: str = ""
    name: str = ""


def remote_of(top: Path) -> Remote:
    """Return the remote `origin` of the repository that a folder is in."""
    return parse_address(git_output(top, "remote", "get-url", "origin"))


def parse_address(address: str) -> Remote:
    """Return the host and the name in a repository's address, in any form that git accepts."""
    match = _ADDRESS.fullmatch(address)
    return Remote(match["host"].lower(), match["name"]) if match else Remote()


def is_below_top(top: Path) -> bool:
    """Whether a folder is within a repository and not its top."""
    return bool(git_output(top, "rev-parse", "--show-prefix"))


def detect_ci(top: Path) -> str:
    """Return the CI provider: by the name of the host, else by the files in the folder."""
    host = remote_of(top).host
    if "github" not in host and ("gitlab" in host or (top / ".gitlab-ci.yml").exists()):
        return "gitlab"
    return "github"


def git_output(top: Path, *arguments: str) -> str:
    """Return the output of git; empty if it fails or is not installed."""
    command = ["git", "-C", str(top), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
