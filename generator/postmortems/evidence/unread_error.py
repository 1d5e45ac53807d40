"""The error for a file of which no record can be read."""

from .errors import UnreadableEvidenceError
from .records import Skipped

_HINT = (
    "say which times they are and how they are written, for example"
    " `time: {column: Created, format: '%d.%m.%Y %H:%M'}`"
)


def unread_error(what: str, skipped: Skipped) -> UnreadableEvidenceError:
    """Return the error that no record can be read, with the place and reason of the first."""
    line, reason = skipped.examples[0] if skipped.examples else (1, "no column has times")
    return UnreadableEvidenceError(f"no {what} can be read: {reason}", _HINT, line)
