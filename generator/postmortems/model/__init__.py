"""The model: what an incident is. Everything else is made from it or checked against it."""

from .catalogue import Lesson, Service, Severity
from .corpus import Corpus
from .evidence import Evidence
from .impact import AffectedUsers
from .incident import HEADINGS, Incident
from .lessons import ActionItem, Takeaway
from .moment import Moment
from .overview import Link, Related
from .phases import METRICS, PHASES, Duration, Metric, Phase
from .problem import Place, Problem
from .record import Record
from .root_cause import Node, NodeKind, RootCause
from .timeline import Entry

__all__ = [
    "HEADINGS",
    "METRICS",
    "PHASES",
    "ActionItem",
    "AffectedUsers",
    "Corpus",
    "Duration",
    "Entry",
    "Evidence",
    "Incident",
    "Lesson",
    "Link",
    "Metric",
    "Moment",
    "Node",
    "NodeKind",
    "Phase",
    "Place",
    "Problem",
    "Record",
    "Related",
    "RootCause",
    "Service",
    "Severity",
    "Takeaway",
]
