"""Open the file of an evidence entry, safely and with what its author says of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, tzinfo
from pathlib import Path

from ..model import Evidence, Incident
from ..model.evidence import EvidenceTime, EvidenceValue
from ..model.zone import Zone
from ..reader.files import FileTooLargeError, Folder, NotARegularFileError, read_bytes, reason
from .errors import UnreadableEvidenceError
from .limits import DEFAULT_LIMITS, Limits
from .source import Columns, Source
from .times import Clock


@dataclass(frozen=True)
class Hints:
    """What an author says of a file: the zone and the year of its times, and its columns."""

    zone: tzinfo | None = None
    year: int | None = None
    columns: Columns = field(default_factory=Columns)


def source_of(
    folder: Path,
    entry: Evidence,
    incident: Incident,
    hints: Hints | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Source:
    """Return the file of an evidence entry.

    Args:
        folder: the incident's folder; the file must be in it, also after links are followed.
        entry: the entry.
        incident: its incident, whose start gives a time without a year its year.
        hints: what the author says of the file; by default that of the entry.
        limits: how much is read.

    Raises:
        UnreadableEvidenceError: the file is missing, outside the folder, a symbolic link, not a
            regular file, or too large.
    """
    hints = hints or hints_of(entry)
    stored = stored_bytes(folder, entry.file, limits)
    clock = Clock(hints.zone, hints.year, near(incident))
    return Source(entry.file, stored, clock, hints.columns, limits)


def hints_of(entry: Evidence) -> Hints:
    """Return what an entry says of its file.

    The keys `time`, `value` and `series` of an entry belong here, and nowhere else.
    """
    time_of, value_of = entry.time or EvidenceTime(), entry.value or EvidenceValue()
    columns = Columns(
        time_of.column,
        time_of.format,
        value_of.column,
        value_of.unit,
        entry.series.others if entry.series else {},
    )
    zone = Zone.of(time_of.zone) if time_of.zone else None
    return Hints(zone.rules if zone else None, time_of.year, columns)


def near(incident: Incident) -> datetime:
    """Return the first recorded time of an incident, or else noon of its day, in UTC."""
    times = [moment.at for moment in incident.phases.values()]
    return min(times) if times else datetime.combine(incident.day, time(12), UTC)


def stored_bytes(folder: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the content of a file within a folder, as it is stored.

    Raises:
        UnreadableEvidenceError: see `source_of`.
    """
    files = Folder(folder, folder.name)
    try:
        path = files.path_of(name)
        if not files.contains(name) or path.is_symlink():
            raise UnreadableEvidenceError(
                "the path is a link, or leads out of the folder of the incident",
                "put the file itself into the folder",
            )
        return read_bytes(path, limits.stored_bytes)
    except FileTooLargeError as error:
        raise UnreadableEvidenceError(
            f"the file has more than {limits.stored_bytes:,} bytes",
            "run `postmortems evidence add` to keep the part around the incident",
        ) from error
    except NotARegularFileError as error:
        raise UnreadableEvidenceError(
            "this is not a regular file", "replace it with a regular file"
        ) from error
    except OSError as error:
        raise UnreadableEvidenceError(
            f"cannot read the file: {reason(error)}", "add it, or correct its name"
        ) from error
    except ValueError as error:
        raise UnreadableEvidenceError(
            "the name of the file is not valid", "write a path within the folder"
        ) from error
