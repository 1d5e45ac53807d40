"""Read a file of evidence in the format that its content has."""

from .errors import UnreadableEvidenceError
from .formats import FORMATS
from .records import EvidenceKind, Reading
from .source import Source


def read_evidence(source: Source, kind: EvidenceKind | None = None) -> Reading:
    """Read a file of evidence.

    Args:
        source: the file.
        kind: the kind that the author says it has; formats of other kinds are not tried.

    Raises:
        UnreadableEvidenceError: the format is not known, or the file has an error.
    """
    for file_format in FORMATS:
        if file_format.kind != kind and (kind is not None or file_format.needs_kind):
            continue
        if why := file_format.recognize(source):
            return file_format.read(source, why)
    raise UnreadableEvidenceError(
        "the format of the file is not known",
        "name the columns, for example `time: {column: when}` and `value: {column: cpu}`",
    )
