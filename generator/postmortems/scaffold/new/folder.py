"""The folder of a new incident: its name, and its files."""

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
"""Characters of a slug; a longer one is cut after the last whole word that fits."""


class IncidentExistsError(PostmortemsError):
    """The folder exists already. Nothing was written."""


@dataclass(frozen=True)
class NewIncident:
    """The facts with which an incident is created."""

    title: str
    severity: str
    started: Moment | None = None
    services: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()


def folder_name(title: str, day: date) -> str:
    """Return the id of an incident: its day, then its title as lower-case words and hyphens."""
    slug = slugged(title)
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return f"{day.isoformat()}-{slug or 'incident'}"


def create(
    incidents: Path,
    incident: NewIncident,
    *,
    today: date,
    major: bool,
    catalogue: bytes | None = None,
) -> list[Path]:
    """Create the folder and the files of a new incident.

    Args:
        incidents: the folder of incidents.
        incident: its facts.
        today: its day if its start is not known.
        major: whether every section gets a file of its own.
        catalogue: the new content of `services.yaml`; None leaves the file unchanged.

    Returns:
        the files that were written.

    Raises:
        IncidentExistsError: the folder exists.
        OSError: a file cannot be written. The folder has been removed again.
    """
    day = incident.started.at.date() if incident.started else today
    folder = incidents / folder_name(incident.title, day)
    times = {"started": incident.started.written} if incident.started else {}
    values = {
        "title": incident.title,
        "severity": incident.severity,
        "symptoms": incident.symptoms or None,
        "status": "investigating",
        "times": times,
        "document": {"status": "draft"},
        "impact": {"system": {"services": incident.services or None}},
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
