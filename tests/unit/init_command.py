"""`postmortems init` as tests call it, and the files that it writes."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from postmortems.cli.init import run as init

RELEASE = "mkdocs-postmortems==0.1.0"
EVERYWHERE = {
    ".gitignore",
    ".pre-commit-config.yaml",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "incidents/lessons.yaml",
    "incidents/services.yaml",
    "incidents/severities.yaml",
    "mkdocs.yml",
    "requirements.txt",
}
ONLY = {
    "github": {
        ".github/workflows/postmortems.yml",
        ".github/workflows/postmortems-overdue.yml",
    },
    "gitlab": {".gitlab-ci.yml", "postmortems.gitlab-ci.yml"},
    "none": set(),
}


def call(ci: str | None = "github", incidents: str = "incidents", **options: Any) -> int:
    values = {"json": False, "lessons": False, "source": RELEASE} | options
    return init(Namespace(incidents=Path(incidents), ci=ci, **values))


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder, but for git's own, with its text."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}
