"""What incidents tell together: which lessons came back, when and despite what; which are alike."""

from .history import CameBack, Histories, History, Recurrence, Teaching, recurrences
from .likeness import Likeness, Likenesses, signs

__all__ = [
    "CameBack",
    "Histories",
    "History",
    "Likeness",
    "Likenesses",
    "Recurrence",
    "Teaching",
    "recurrences",
    "signs",
]
