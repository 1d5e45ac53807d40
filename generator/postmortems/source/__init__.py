"""Text to model, with the place of every value. The only code that knows YAML."""

from ..model import Loc
from .folder import MAIN, SECTIONS, IncidentFolder
from .reading import CATALOGUES, Reading, now, read, today

__all__ = [
    "CATALOGUES",
    "MAIN",
    "SECTIONS",
    "IncidentFolder",
    "Loc",
    "Reading",
    "now",
    "read",
    "today",
]
