"""The data model of incidents and catalogues, as immutable pydantic models."""

from .catalogue import DEFAULT_SEVERITIES, MAJOR, Lesson, Service, Severity
from .corpus import Corpus, Team
from .errors import PostmortemsError
from .evidence import Evidence
from .impact import AffectedUsers
from .incident import HEADINGS, Incident
from .lessons import ActionItem, ActionKind, ActionState, Takeaway
from .moment import Moment
from .monitoring import Alert
from .outline import outline
from .overview import DOCUMENT_STATUSES, DocumentStatus, Kind, Link, Related, Status
from .phases import METRICS, PHASES, Duration, Metric, Phase
from .problem import Level, Loc, Place, Problem, escape_control_characters
from .record import Record
from .root_cause import FactorCategory, Node, NodeKind, RootCause, TriggerCategory
from .rule_setting import RuleSetting
from .texts import Text, texts
from .timeline import Entry

__all__ = [
    "DEFAULT_SEVERITIES",
    "DOCUMENT_STATUSES",
    "HEADINGS",
    "MAJOR",
    "METRICS",
    "PHASES",
    "ActionItem",
    "ActionKind",
    "ActionState",
    "AffectedUsers",
    "Alert",
    "Corpus",
    "DocumentStatus",
    "Duration",
    "Entry",
    "Evidence",
    "FactorCategory",
    "Incident",
    "Kind",
    "Lesson",
    "Level",
    "Link",
    "Loc",
    "Metric",
    "Moment",
    "Node",
    "NodeKind",
    "Phase",
    "Place",
    "PostmortemsError",
    "Problem",
    "Record",
    "Related",
    "RootCause",
    "RuleSetting",
    "Service",
    "Severity",
    "Status",
    "Takeaway",
    "Team",
    "Text",
    "TriggerCategory",
    "escape_control_characters",
    "outline",
    "texts",
]
