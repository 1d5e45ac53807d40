"""Read the files of evidence of an incident."""

from collections.abc import Mapping
from pathlib import Path

from ..model import Incident
from .derived import READ_KINDS
from .errors import UnreadableEvidenceError, mistake
from .opening import source_of
from .reading import read_evidence
from .records import Reading

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"<svg", b"%PDF-")
"""The first bytes of pictures and of PDF."""


def read_entries(
    folder: Path, incident: Incident
) -> Mapping[int, Reading | UnreadableEvidenceError]:
    """Return the reading of each file that something is derived from, or why it cannot be read.

    A picture, such as a screenshot of a graph, or a PDF is not read, and is no error; nor is a
    report in a format that is not known, since it is only searched.

    Args:
        folder: of the incident.
        incident: the incident; the keys of the result are the indexes of its entries.
    """
    readings: dict[int, Reading | UnreadableEvidenceError] = {}
    for index, entry in enumerate(incident.evidence):
        if entry.kind in READ_KINDS:
            try:
                source = source_of(folder, entry, incident)
                if not source.stored.startswith(_PICTURES):
                    readings[index] = read_evidence(source, entry.kind)
            except UnreadableEvidenceError as error:
                if entry.kind != "report":
                    readings[index] = error
            except Exception as error:
                readings[index] = mistake(error)
    return readings
