"""Compare the incidents before and after a change, and render the result for its reviewer."""

from .comparison import Comparison, compare
from .incidents import Change, Removed, renamed_by_alias
from .markdown import markdown
from .repository import RepositoryError, base_of, changed_since, renamed_since
from .teaching import Gain, Loss

__all__ = [
    "Change",
    "Comparison",
    "Gain",
    "Loss",
    "Removed",
    "RepositoryError",
    "base_of",
    "changed_since",
    "compare",
    "markdown",
    "renamed_by_alias",
    "renamed_since",
]
