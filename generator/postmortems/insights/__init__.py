"""Facts computed from incidents: histories, similarity, totals of services, actions and causes.

Pure functions of the model. Nothing here is about people. `CorpusFacts` holds the facts of a whole
corpus.
"""

from . import publication
from .actions import (
    ActionTotals,
    OverdueRow,
    Row,
    Share,
    action_totals,
    age_days,
    open_items,
    overdue,
    returns,
    rows,
    shares,
)
from .anniversaries import Anniversary, FixState, anniversaries
from .causes import Cause, by_factor, by_trigger
from .completeness import (
    IncompletePostmortem,
    blank_sections,
    incomplete_postmortems,
    is_stabilized,
    missing_causes,
    unaddressed_factors,
    unconnected_causes,
)
from .durations import FEW, Spread, spreads
from .exposure import Exposure
from .facts import CorpusFacts
from .fixes import Fix, RecurrenceAfterFix, fix_of
from .histories import (
    Histories,
    History,
    OpenRecurrence,
    Recurrence,
    Teaching,
    recurrences,
)
from .impact import impact_is_measured, without_uncounted_digits
from .kinds import changes_with_time, is_impairing, is_ongoing, ongoing_days
from .other_incidents import (
    NO_OTHERS,
    CameBack,
    DidNotHold,
    FixItem,
    LessonPlace,
    OpenItem,
    OtherIncidents,
)
from .periods import months, per_month, per_year, years
from .service_fixes import FIX_STATUSES, FixStatus, FixTotals, ServiceFix, fix_totals
from .services import Impaired, ServiceRow, impaired, needed_by, service_row
from .similar_incidents import SimilarIncident
from .teams import TeamRow, team_row
from .themes import Theme

__all__ = [
    "FEW",
    "FIX_STATUSES",
    "NO_OTHERS",
    "ActionTotals",
    "Anniversary",
    "CameBack",
    "Cause",
    "CorpusFacts",
    "DidNotHold",
    "Exposure",
    "Fix",
    "FixItem",
    "FixState",
    "FixStatus",
    "FixTotals",
    "Histories",
    "History",
    "Impaired",
    "IncompletePostmortem",
    "LessonPlace",
    "OpenItem",
    "OpenRecurrence",
    "OtherIncidents",
    "OverdueRow",
    "Recurrence",
    "RecurrenceAfterFix",
    "Row",
    "ServiceFix",
    "ServiceRow",
    "Share",
    "SimilarIncident",
    "Spread",
    "Teaching",
    "TeamRow",
    "Theme",
    "action_totals",
    "age_days",
    "anniversaries",
    "blank_sections",
    "by_factor",
    "by_trigger",
    "changes_with_time",
    "fix_of",
    "fix_totals",
    "impact_is_measured",
    "impaired",
    "incomplete_postmortems",
    "is_impairing",
    "is_ongoing",
    "is_stabilized",
    "missing_causes",
    "months",
    "needed_by",
    "ongoing_days",
    "open_items",
    "overdue",
    "per_month",
    "per_year",
    "publication",
    "recurrences",
    "returns",
    "rows",
    "service_row",
    "shares",
    "spreads",
    "team_row",
    "unaddressed_factors",
    "unconnected_causes",
    "without_uncounted_digits",
    "years",
]
