"""Read the files of evidence of an incident."""

from collections.abc import Mapping
from pathlib import Path

from ..model import Incident
from .derived import DERIVED_KINDS
from .errors import UnreadableEvidenceError, mistake
from .opening import source_of
from .reading import read_evidence
from .records import Reading


def read_entries(
    folder: Path, incident: Incident
) -> Mapping[int, Reading | UnreadableEvidenceError]:
    """Return the reading of each file that something is derived from, or why it cannot be read.

    Args:
        folder: of the incident.
        incident: the incident; the keys of the result are the indexes of its entries.
    """
    readings: dict[int, Reading | UnreadableEvidenceError] = {}
    for index, entry in enumerate(incident.evidence):
        if entry.kind in DERIVED_KINDS:
            try:
                readings[index] = read_evidence(source_of(folder, entry, incident), entry.kind)
            except UnreadableEvidenceError as error:
                readings[index] = error
            except Exception as error:
                readings[index] = mistake(error)
    return readings
