"""Why a file of evidence cannot be read."""

from ..model import PostmortemsError


class UnreadableEvidenceError(PostmortemsError):
    """A file of evidence cannot be read.

    `reason` says what is wrong, `hint` what to write or do, and `line` where in the file, from 1.
    """

    def __init__(self, reason: str, hint: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.line = reason, hint, line
