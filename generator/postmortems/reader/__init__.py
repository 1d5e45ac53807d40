"""Read YAML into the model, and keep the place of every value. Only this package parses YAML."""

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
