"""The command `postmortems evidence show`: what is read from files of evidence."""

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ..evidence import Reading, Source, UnreadableEvidenceError, read_evidence
from ..evidence.clipping import records_of
from ..evidence.limits import DEFAULT_LIMITS
from ..evidence.opening import source_of
from ..evidence.redaction import Redactor, redacted
from ..model import Evidence, Incident
from ..model.suggestions import did_you_mean
from ..reader import ReadResult, read
from ..reader.files import FileTooLargeError, NotARegularFileError, read_bytes
from .argument_types import incident_id
from .evidence_texts import counts, line, stamp

VERSION = 1
"""The version of the JSON: a key that is added does not change it."""
_EXAMPLES = 3
_LONGEST_EXAMPLE = 200


def run(options: argparse.Namespace) -> int:
    """Print what is read from the evidence of an incident, or from one file.

    Args:
        options: `incidents`, `what` (an id or a path) and `json`.

    Returns:
        0, 1 if a file cannot be read, 2 if there is no such incident or file.
    """
    reading = read(options.incidents) if options.incidents.is_dir() else None
    incidents = reading.corpus.by_id if reading else {}
    incident = None if Path(options.what).is_file() else incidents.get(incident_id(options.what))
    if reading and incident:
        folder = reading.folders[incident.id]
        files = [_entry(folder.path, entry, incident) for entry in incident.evidence]
    elif Path(options.what).is_file():
        files = [_file(Path(options.what), reading)]
    elif problems := _problems(reading, options.what):
        print("\n".join(problems), file=sys.stderr)
        return 1
    else:
        hint = did_you_mean(options.what, incidents, "give the name of its folder, or a path")
        print(f"postmortems: there is no incident `{options.what}`; {hint}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=2))
    else:
        texts = ["\n".join(_lines(file)) for file in files]
        print("\n\n".join(texts) or f"{options.what} has no evidence.")
    return 1 if any(file["error"] for file in files) else 0


def _problems(reading: ReadResult | None, name: str) -> list[str]:
    """Return the problems of an incident that cannot be read."""
    return [str(one) for one in (reading.problems if reading else ()) if one.incident == name]


def _entry(folder: Path, entry: Evidence, incident: Incident) -> dict[str, Any]:
    """Return what is read from the file of an entry."""
    try:
        source = source_of(folder, entry, incident)
        if entry.kind == "other":
            return _described(entry.file, "other")
        return _read(source, entry.kind)
    except UnreadableEvidenceError as error:
        return _described(entry.file, entry.kind, None, error)


def _file(path: Path, reading: ReadResult | None) -> dict[str, Any]:
    """Return what is read from a file; with its entry, if it has one."""
    for folder in reading.folders.values() if reading else ():
        top = folder.path.resolve()
        if not folder.incident or not path.resolve().is_relative_to(top):
            continue
        name = path.resolve().relative_to(top).as_posix()
        for entry in folder.incident.evidence:
            if entry.file == name:
                return _entry(folder.path, entry, folder.incident)
    try:
        stored = read_bytes(path, DEFAULT_LIMITS.stored_bytes)
        return _read(Source(str(path), stored), None)
    except UnreadableEvidenceError as error:
        return _described(str(path), "", None, error)
    except (FileTooLargeError, NotARegularFileError):
        problem = UnreadableEvidenceError(
            f"this is not a regular file of at most {DEFAULT_LIMITS.stored_bytes:,} bytes",
            "run `postmortems evidence add` to keep the part around the incident",
        )
        return _described(str(path), "", None, problem)


def _read(source: Source, kind: Any) -> dict[str, Any]:
    reading = read_evidence(source, kind)
    times = []
    for record in records_of(reading):
        times += [time for time in (record.first, record.last) if time]
    data = _described(source.name, reading.kind, reading)
    data["first"] = stamp(min(times)) if times else None
    data["last"] = stamp(max(times)) if times else None
    data["records"] = reading.record_count
    return data


def _described(
    name: str,
    kind: str,
    reading: Reading | None = None,
    error: UnreadableEvidenceError | None = None,
) -> dict[str, Any]:
    """Return what the JSON says of a file. All texts of the file in it are redacted."""
    redactor = Redactor()

    def safe(text: str) -> str:
        return line(redactor.redact(text))[:_LONGEST_EXAMPLE]

    skipped = dict.fromkeys(reading.skipped.examples) if reading else ()
    return {
        "file": name,
        "kind": kind,
        "format": reading.format if reading else None,
        "why": safe(reading.why) if reading else None,
        "records": reading.record_count if reading else 0,
        "first": None,
        "last": None,
        "zone": reading.zone if reading else None,
        "has_zone": reading.has_zone if reading else None,
        "has_year": reading.has_year if reading else None,
        "skipped": {
            "count": reading.skipped.count if reading else 0,
            "examples": [{"line": number, "reason": safe(text)} for number, text in skipped],
        },
        "notes": [safe(note) for note in reading.notes] if reading else [],
        "examples": [safe(text) for text in islice(_examples(reading), _EXAMPLES)],
        "redacted": dict(redactor.counts),
        "error": {"reason": redacted(error.reason), "hint": error.hint, "line": error.line}
        if error
        else None,
    }


def _examples(reading: Reading | None) -> Iterator[str]:
    """Yield the first records as texts."""
    if reading is None:
        return
    for alert in reading.alerts:
        yield f"{stamp(alert.started)} {alert.name}"
    for series in reading.series:
        yield f"{series.name}: {len(series.times):,} points"
    for entry in reading.entries() if reading.entries else ():
        yield f"{stamp(entry.time)} {entry.level} {entry.message}"
    for report in reading.reports:
        yield f"{stamp(report.time)} {report.title}"


def _lines(file: dict[str, Any]) -> Iterator[str]:
    """Yield what is read from a file as text."""
    yield file["file"]
    if error := file["error"]:
        place = f"line {error['line']}: " if error["line"] else ""
        yield f"  error     {place}{error['reason']}; {error['hint']}"
        return
    if file["format"] is None:
        yield f"  format    none: a file of kind `{file['kind']}` is not read"
        return
    yield f"  format    {file['format']} ({file['kind']}): {file['why']}"
    yield f"  records   {file['records']:,}"
    period = f"{file['first']} to {file['last']}" if file["first"] else "no times"
    yield f"  span      {period}; zone: {file['zone']}"
    if not file["has_year"]:
        yield "  year      not in the file; write it as `time: {year: …}`"
    if file["skipped"]["count"]:
        yield f"  skipped   {file['skipped']['count']:,} parts"
        for example in file["skipped"]["examples"]:
            yield f"            line {example['line']}: {example['reason']}"
    for note in file["notes"]:
        yield f"  note      {note}"
    for example in file["examples"]:
        yield f"  example   {example}"
    yield f"  redacted  {counts(file['redacted'])} in what is shown here"
