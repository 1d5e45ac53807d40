"""What a change does to the incidents and to what they teach together, for whoever reviews it."""

from .comparison import Change, Comparison, Gain, compare
from .markdown import markdown
from .repository import NoRepository, base_of, changed_since, renamed_since

__all__ = [
    "Change",
    "Comparison",
    "Gain",
    "NoRepository",
    "base_of",
    "changed_since",
    "compare",
    "markdown",
    "renamed_since",
]
