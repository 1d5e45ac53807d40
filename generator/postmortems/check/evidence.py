"""Read published evidence for the rules, and report files that cannot be searched."""

from ..model import Incident, Place, Problem
from ..reader import IncidentFolder
from ..reader.evidence import UnsearchableFileError, searchable_text
from ..reader.files import Folder
from .published import PublishedFile

NOT_SEARCHED = "evidence-not-searched"
"""The name of the problem of a file that cannot be searched."""


def read_published(
    folder: IncidentFolder, incident: Incident
) -> tuple[tuple[PublishedFile, ...], list[Problem]]:
    """Return an incident's published evidence, and a problem for each file that is not searchable.

    A file in several rows is read once.
    """
    files: dict[str, PublishedFile] = {}
    problems: list[Problem] = []
    for index, entry in enumerate(incident.evidence):
        if not entry.publish or entry.file in files:
            continue
        try:
            text = searchable_text(Folder(folder.path, folder.display_path), entry.file)
        except UnsearchableFileError as error:
            place = Place(f"{folder.display_path}/{entry.file}")
            hint = f"{error.hint}, or remove `publish: true`; the site does not offer the file"
            problems.append(Problem(place, NOT_SEARCHED, error.reason, hint, incident=folder.id))
            continue
        files[entry.file] = PublishedFile(("evidence", index), entry.file, text or "")
    return tuple(files.values()), problems
