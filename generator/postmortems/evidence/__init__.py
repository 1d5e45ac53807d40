"""Reads what tools export: alerts, metrics, logs and user reports, one format per module."""

from .alert_rows import AlertRow
from .baseline import Point, number_text
from .deploy_rows import deploy_rows
from .derived import NO_EVIDENCE, READ_KINDS, DerivedEvidence, DerivedFile
from .derived_metrics import DerivedSeries
from .deriving import derive
from .entries import read_entries
from .errors import UnreadableEvidenceError
from .ladder import Sign, Step, ladder
from .limits import DEFAULT_LIMITS, Limits
from .reading import read_evidence
from .records import AlertRecord, EvidenceKind, LogEntry, Reading, Series, UserReport
from .source import Columns, Source
from .timeline_rows import CandidateRow, candidate_rows
from .times import Clock
from .window import Window

__all__ = [
    "DEFAULT_LIMITS",
    "NO_EVIDENCE",
    "READ_KINDS",
    "AlertRecord",
    "AlertRow",
    "CandidateRow",
    "Clock",
    "Columns",
    "DerivedEvidence",
    "DerivedFile",
    "DerivedSeries",
    "EvidenceKind",
    "Limits",
    "LogEntry",
    "Point",
    "Reading",
    "Series",
    "Sign",
    "Source",
    "Step",
    "UnreadableEvidenceError",
    "UserReport",
    "Window",
    "candidate_rows",
    "deploy_rows",
    "derive",
    "ladder",
    "number_text",
    "read_entries",
    "read_evidence",
]
