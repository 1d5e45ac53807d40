"""What the lessons of all incidents tell together: which came back, when, and despite what."""

from .history import CameBack, History, Teaching, histories

__all__ = ["CameBack", "History", "Teaching", "histories"]
