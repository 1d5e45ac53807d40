"""What the lessons of all incidents tell together: which came back, when, and despite what."""

from .history import CameBack, Histories, History, Recurrence, Teaching, recurrences

__all__ = ["CameBack", "Histories", "History", "Recurrence", "Teaching", "recurrences"]
