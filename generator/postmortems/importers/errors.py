"""Why a document or an export cannot be imported."""

from ..model import PostmortemsError


class UnreadableDocumentError(PostmortemsError):
    """A document cannot be imported; `reason` says what is wrong, and `hint` what to do."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint
