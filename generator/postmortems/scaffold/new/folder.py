"""The folder of a new incident: its name, and its files, none of them over another."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ...atomic_write import atomic_write
from ...model import Moment, PostmortemsError
from ...model.scalars import slugged
from .services import FILE
from .yaml_files import scaffold

LONGEST = 60
"""A slug is cut at a word before this many characters."""


class IncidentExistsError(PostmortemsError):
    """The folder is there already. Nothing was written."""


@dataclass(frozen=True)
class NewIncident:
    """What is known when an incident is first written down."""

    title: str
    severity: str
    started: Moment | None = None
    services: tuple[str, ...] = ()


def folder_name(title: str, day: date) -> str:
    """The id of an incident: its day, and its title in lower case letters, digits and hyphens."""
    slug = slugged(title)
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return f"{day.isoformat()}-{slug or 'incident'}"


def create(
    incidents: Path, start: NewIncident, *, today: date, major: bool, catalogue: bytes | None = None
) -> list[Path]:
    """Make the folder and the files of a new incident.

    Args:
        incidents: the folder of incidents.
        start: what is known of it.
        today: its day where nobody knows when it started.
        major: whether every section gets a file of its own.
        catalogue: the new content of `services.yaml`; None leaves the file as it is.

    Returns:
        the files that were written.

    Raises:
        IncidentExistsError: there is such a folder.
        OSError: it cannot be written. Nothing of it is left.
    """
    day = start.started.at.date() if start.started else today
    folder = incidents / folder_name(start.title, day)
    times = {"started": start.started.written} if start.started else {}
    values = {
        "title": start.title,
        "severity": start.severity,
        "status": "investigating",
        "times": times,
        "document": {"status": "draft"},
        "impact": {"system": {"services": start.services or None}},
    }
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise IncidentExistsError(folder.as_posix()) from None
    files = {folder / name: text for name, text in scaffold(values, major=major).items()}
    try:
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
        if catalogue is not None:
            atomic_write(incidents / FILE, catalogue)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return list(files)
