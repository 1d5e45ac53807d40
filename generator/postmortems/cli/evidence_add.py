"""The command `postmortems evidence add`: raw files into the folder of an incident."""

import argparse
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

from ..atomic_write import atomic_write
from ..evidence import Clock, Source, UnreadableEvidenceError
from ..evidence.clipping import Window
from ..evidence.limits import DEFAULT_LIMITS
from ..evidence.opening import near
from ..evidence.preparation import RAW_LIMITS, Prepared, prepare
from ..evidence.redaction import redacted
from ..fix import EvidenceRow, add_evidence_row
from ..model import Incident
from ..model.suggestions import did_you_mean
from ..model.zone import Zone
from ..reader import MAIN, IncidentFolder, read
from ..reader.files import FileTooLargeError, NotARegularFileError, read_bytes
from .evidence_texts import added_lines

FOLDER = "evidence"
SECTION_FILE = "evidence.yaml"


@dataclass
class _Addition:
    """A file to write and the row for it; a file that is there already is not written."""

    path: Path
    prepared: Prepared
    is_new: bool = True
    needs_row: bool = True


def run(options: argparse.Namespace) -> int:
    """Add files to an incident, all or none.

    Args:
        options: `incidents`, `id`, `files`, `kind`, `zone`, `clip`, `publish` and `dry_run`.

    Returns:
        0, 1 if a file cannot be added, 2 if there is no such incident, zone or file.
    """
    reading = read(options.incidents)
    incident = reading.corpus.by_id.get(options.id)
    if incident is None:
        hint = did_you_mean(options.id, reading.corpus.by_id, "give the name of its folder")
        return _fail(f"there is no incident `{options.id}` that can be read; {hint}", 2)
    try:
        zone = zone_named(options.zone) if options.zone else None
    except ValueError:
        return _fail(f"`{options.zone}` is no time zone; write Europe/London or +02:00", 2)
    folder = reading.folders[incident.id]
    additions: list[_Addition] = []
    for file in options.files:
        try:
            prepared = _prepared(file, incident, zone, options)
        except UnreadableEvidenceError as error:
            line = f", line {error.line}" if error.line else ""
            return _fail(
                f"{file}{line}: {redacted(error.reason)}; {error.hint}; nothing was changed", 1
            )
        additions.append(_addition(folder, incident, prepared, additions))
    return _write(folder, additions, options)


def zone_named(text: str) -> tzinfo:
    """Return a zone by its name, such as `Europe/London`, or by its offset, such as `+02:00`.

    Raises:
        ValueError: there is no such zone.
    """
    zone = Zone.of(text)
    if zone is None:
        raise ValueError(text)
    return zone.rules


def _prepared(
    file: Path, incident: Incident, zone: tzinfo | None, options: argparse.Namespace
) -> Prepared:
    try:
        stored = read_bytes(file, RAW_LIMITS.stored_bytes)
    except FileTooLargeError as error:
        limit = f"the file has more than {RAW_LIMITS.stored_bytes:,} bytes"
        raise UnreadableEvidenceError(limit, "export a shorter period") from error
    except NotARegularFileError as error:
        message = "this is not a regular file"
        raise UnreadableEvidenceError(message, "name a file") from error
    window = Window.around(incident)

    def prepared(zone: tzinfo | None) -> Prepared:
        source = Source(file.name, stored, Clock(zone, None, near(incident)), limits=RAW_LIMITS)
        return prepare(source, options.kind, window, is_clipped=options.clip)

    as_it_is = prepared(None)
    # A zone is for times without one only; a file with offsets is left as it is.
    return (
        as_it_is if zone is None or as_it_is.has_zone else replace(prepared(zone), needs_zone=True)
    )


def _addition(
    folder: IncidentFolder, incident: Incident, prepared: Prepared, others: list[_Addition]
) -> _Addition:
    """Return where a file is written: not over another file, and not twice."""
    top = folder.path / FOLDER
    content = _unpacked(prepared.content)
    for other in others:
        if _unpacked(other.prepared.content) == content:
            return _Addition(other.path, prepared, is_new=False, needs_row=False)
    for path in sorted(top.iterdir()) if top.is_dir() else ():
        if _content(path) == content:
            is_listed = f"{FOLDER}/{path.name}" in {entry.file for entry in incident.evidence}
            return _Addition(path, prepared, is_new=False, needs_row=not is_listed)
    taken = {path.name.casefold() for path in top.iterdir()} if top.is_dir() else set()
    taken |= {other.path.name.casefold() for other in others}
    return _Addition(top / _free_name(prepared.name, taken), prepared)


def _free_name(name: str, taken: set[str]) -> str:
    """Return a name, with a number if it is taken."""
    stem, dot, suffix = name.partition(".")
    names = (name, *(f"{stem}-{number}{dot}{suffix}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one.casefold() not in taken)


def _content(path: Path) -> bytes | None:
    try:
        return _unpacked(read_bytes(path, DEFAULT_LIMITS.stored_bytes))
    except (OSError, FileTooLargeError, NotARegularFileError):
        return None


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    with suppress(UnreadableEvidenceError):
        return Source("", content).data
    return content


def _write(folder: IncidentFolder, additions: list[_Addition], options: argparse.Namespace) -> int:
    """Write the rows and the files, or print what would be written."""
    name = SECTION_FILE if (folder.path / SECTION_FILE).is_file() else MAIN
    path = folder.path / name
    if path.is_symlink() or (folder.path / FOLDER).is_symlink():
        return _fail(f"{folder.display_path} has a symbolic link; nothing was changed", 1)
    before = path.read_bytes().decode("utf-8", "surrogateescape")
    text = before
    for one in additions:
        if one.needs_row:
            row = EvidenceRow(_row_values(one, options), name == SECTION_FILE)
            changed = add_evidence_row(name, text, row)
            if changed is None:
                return _fail(
                    f"{folder.display_path}/{name} is written in a way that cannot be edited; "
                    f"add the row yourself: `- {row.flow}`; nothing was changed",
                    1,
                )
            text = changed
    if not options.dry_run:
        _commit(path, text if text != before else None, additions)
    for one in additions:
        location = f"{folder.display_path}/{FOLDER}/{one.path.name}"
        print("\n".join(added_lines(location, one.prepared, is_new=one.is_new)))
        if one.needs_row:
            print(f"  entry     {folder.display_path}/{name}")
    if options.dry_run:
        print("Nothing was changed (--dry-run).")
    return 0


def _row_values(addition: _Addition, options: argparse.Namespace) -> dict[str, object]:
    values: dict[str, object] = {
        "kind": addition.prepared.kind,
        "file": f"{FOLDER}/{addition.path.name}",
    }
    if addition.prepared.needs_zone:
        values["time"] = {"zone": options.zone}
    if options.publish:
        values["publish"] = "true"
    return values


def _commit(path: Path, text: str | None, additions: list[_Addition]) -> None:
    """Write the files, then the YAML; remove the files if that fails."""
    written: list[Path] = []
    try:
        for one in additions:
            if one.is_new:
                one.path.parent.mkdir(exist_ok=True)
                atomic_write(one.path, one.prepared.content)
                written.append(one.path)
        if text is not None:
            atomic_write(path, text.encode("utf-8", "surrogateescape"))
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise


def _fail(message: str, code: int) -> int:
    print(f"postmortems: {message}", file=sys.stderr)
    return code
