"""Text to model, with the place of every value. The only code that knows YAML."""

from ..model import Loc
from .folder import MAIN, SECTIONS, IncidentFolder
from .incidents import CATALOGUES, ReadResult, now, read, today

__all__ = [
    "CATALOGUES",
    "MAIN",
    "SECTIONS",
    "IncidentFolder",
    "Loc",
    "ReadResult",
    "now",
    "read",
    "today",
]
