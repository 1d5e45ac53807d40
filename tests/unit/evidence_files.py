"""Files of evidence for tests, read from values."""

import json
from typing import Any

from postmortems.evidence import Clock, Columns, EvidenceKind, Reading, Source, read_evidence


def read_text(
    content: str,
    kind: EvidenceKind | None = None,
    clock: Clock | None = None,
    columns: Columns | None = None,
) -> Reading:
    """Read a file with this content."""
    source = Source("evidence/file", content.encode(), clock or Clock(), columns or Columns())
    return read_evidence(source, kind)


def read_json(
    value: Any, kind: EvidenceKind | None = None, columns: Columns | None = None
) -> Reading:
    """Read a file with this value, as indented JSON."""
    return read_text(json.dumps(value, indent=1), kind, columns=columns)


def read_json_lines(*values: Any) -> Reading:
    """Read a file with one JSON value a line."""
    return read_text("".join(json.dumps(value) + "\n" for value in values))
