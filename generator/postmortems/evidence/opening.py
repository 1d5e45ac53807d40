"""TEMPORARY seam."""

from pathlib import Path

from ..model import Evidence, Incident
from ..model.zone import zone_of
from .errors import UnreadableEvidenceError
from .source import Columns, Source
from .times import Clock


def source_of(folder: Path, entry: Evidence, incident: Incident) -> Source:
    """Return the file of an entry."""
    try:
        stored = (folder / entry.file).read_bytes()
    except OSError as error:
        raise UnreadableEvidenceError("cannot open", "check") from error
    started = incident.phases.get("started")
    time, value = entry.time, entry.value
    return Source(
        entry.file,
        stored,
        Clock(
            zone_of(time.zone) if time and time.zone else None,
            time.year if time else None,
            started.at if started else None,
        ),
        Columns(
            time.column if time else None,
            time.format if time else None,
            value.column if value else None,
            value.unit if value else None,
            entry.series.labels if entry.series else {},
        ),
    )
