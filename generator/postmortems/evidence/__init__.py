"""Reads what tools export: alerts, metrics, logs and user reports, one format per module."""

from .errors import UnreadableEvidenceError
from .limits import DEFAULT_LIMITS, Limits
from .reading import read_evidence
from .records import AlertRecord, EvidenceKind, LogEntry, Reading, Series, UserReport
from .source import Columns, Source
from .times import Clock

__all__ = [
    "DEFAULT_LIMITS",
    "AlertRecord",
    "Clock",
    "Columns",
    "EvidenceKind",
    "Limits",
    "LogEntry",
    "Reading",
    "Series",
    "Source",
    "UnreadableEvidenceError",
    "UserReport",
    "read_evidence",
]
