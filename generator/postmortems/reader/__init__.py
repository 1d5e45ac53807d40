"""Read YAML into the model, and keep the place of every value. Only this package parses YAML."""

from ..model import Loc
from .catalogues import Catalogues
from .clock import build_time, now, today
from .folder import MAIN, SECTIONS, IncidentFolder
from .incidents import CATALOGUES, ReadResult, read, reread
from .site_settings import SiteSettings, site_settings
from .synonyms import operations, topics

__all__ = [
    "CATALOGUES",
    "MAIN",
    "SECTIONS",
    "Catalogues",
    "IncidentFolder",
    "Loc",
    "ReadResult",
    "SiteSettings",
    "build_time",
    "now",
    "operations",
    "read",
    "reread",
    "site_settings",
    "today",
    "topics",
]
