"""Derive what the files of evidence of an incident say, and recognize files that did not change."""

from __future__ import annotations

from dataclasses import replace

from ..cache import MISSING, Cache, code_digest, digest
from ..evidence import (
    DEFAULT_LIMITS,
    NO_EVIDENCE,
    READ_KINDS,
    DerivedEvidence,
    derive,
    read_entries,
)
from ..model import Incident
from ..reader import IncidentFolder
from ..reader.evidence import MAX_BYTES
from ..reader.files import FileTooLargeError, Folder, NotARegularFileError, read_bytes

_TOO_LARGE = "too large"


def evidence_digest(folder: IncidentFolder) -> bytes | None:
    """Return a hash of the files of evidence that are read; None if they are not plain files."""
    parts = _contents(folder)
    return None if parts is None else digest(*parts)


def evidence_size(folder: IncidentFolder) -> int:
    """Return the size of the files of evidence that something is derived from, in bytes."""
    rows = folder.incident.evidence if folder.incident else ()
    size = 0
    for row in rows:
        if row.kind in READ_KINDS:
            try:
                size += (folder.path / row.file).stat().st_size
            except (OSError, ValueError):
                continue
    return size


def _contents(folder: IncidentFolder) -> list[str | bytes] | None:
    parts: list[str | bytes] = []
    for row in folder.incident.evidence if folder.incident else ():
        if row.publish or row.kind in READ_KINDS:
            limit = MAX_BYTES if row.publish else DEFAULT_LIMITS.stored_bytes
            if not Folder(folder.path, "").contains(row.file):
                return None
            try:
                parts += [row.file, read_bytes(folder.path / row.file, limit)]
            except FileTooLargeError:
                if row.publish:
                    return None
                parts += [row.file, _TOO_LARGE]
            except (OSError, ValueError, NotARegularFileError):
                return None
    return parts


def derived_key(folder: IncidentFolder, incident: Incident) -> bytes:
    """Return a hash of all that is derived from; empty if it is not known or there is nothing."""
    if not _has_derived_kinds(incident):
        return b""
    content = evidence_digest(folder)
    if content is None:
        return b""
    phases = repr(sorted(incident.phases.items()))
    entries = repr((incident.id, incident.evidence))
    return digest("derived", code_digest(), content, phases, entries)


def _has_derived_kinds(incident: Incident) -> bool:
    return any(row.kind in READ_KINDS for row in incident.evidence)


def derived_evidence(
    folder: IncidentFolder, incident: Incident, cache: Cache | None = None
) -> DerivedEvidence:
    """Return what is derived from the evidence of an incident, from the cache if it has it."""
    if not _has_derived_kinds(incident):
        return NO_EVIDENCE
    key = derived_key(folder, incident)
    cached = cache.get(key) if cache and key else MISSING
    if isinstance(cached, DerivedEvidence):
        return cached
    derived = derive(incident, read_entries(folder.path, incident))
    if key != derived_key(folder, incident):
        return derived  # a file changed meanwhile
    derived = replace(derived, key=key)
    if cache and key:
        cache.put(key, derived)
    return derived
