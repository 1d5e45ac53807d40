"""Read a file of evidence in the format that its content has."""

import json
import re

from .errors import UnreadableEvidenceError
from .formats import FORMATS
from .records import EvidenceKind, Reading
from .source import Source

_JSON_BEGIN = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"])")


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
    raise _unknown(source)


def _unknown(source: Source) -> UnreadableEvidenceError:
    """Return the error for a file that no format recognizes, such as JSON that is cut off."""
    if source.first_json is None and _JSON_BEGIN.match(source.head):
        try:
            json.loads(source.text)
        except json.JSONDecodeError as error:
            return UnreadableEvidenceError(
                f"the JSON has an error or is cut off: {error.msg}",
                "export the file again, in full",
                error.lineno,
            )
        except (ValueError, RecursionError):
            return UnreadableEvidenceError(
                "the JSON is nested too deeply, or has numbers that are too long",
                "export the file again, without what is not needed",
            )
    return UnreadableEvidenceError(
        "the format of the file is not known",
        "name the columns, for example `time: {column: when}` and `value: {column: cpu}`",
    )
