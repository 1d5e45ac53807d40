"""Why a file of evidence cannot be read."""

from ..model import PostmortemsError


class UnreadableEvidenceError(PostmortemsError):
    """A file of evidence cannot be read.

    `reason` says what is wrong, `hint` what to write or do, and `line` where in the file, from 1.
    """

    def __init__(self, reason: str, hint: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.line = reason, hint, line


def mistake(error: Exception) -> UnreadableEvidenceError:
    """Return the error of a reader that failed: a mistake of its own must not hide other files."""
    return UnreadableEvidenceError(
        f"reading it failed with `{type(error).__name__}`, which is a mistake of the software",
        "report it, with the file if you can",
    )
