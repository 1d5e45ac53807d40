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
    open_among,
    open_items,
    overdue,
    returns,
    rows,
    shares,
)
from .anniversaries import Anniversary, FixState, anniversaries
from .calendar_periods import Period, Unit, per_period, periods_between, unit_for
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
from .completion import DONE_WITHIN, Completion
from .customer_hours import CustomerHours, CustomerHoursRow
from .detection import GROUPS, NOT_KNOWN, Detections
from .durations import FEW, Spread, spreads
from .exposure import Exposure
from .facts import CorpusFacts
from .fix_outcomes import FixedLesson
from .fixes import Fix, RecurrenceAfterFix, fix_of
from .histories import (
    Histories,
    History,
    OpenRecurrence,
    Recurrence,
    Teaching,
    recurrences,
)
from .impact import impact_is_measured, leading_impact, without_uncounted_digits
from .kinds import changes_with_time, is_impairing, is_ongoing, ongoing_days
from .off_hours import OffHours, off_hours
from .other_incidents import (
    NO_OTHERS,
    CameBack,
    DidNotHold,
    FixItem,
    LessonPlace,
    Neighbour,
    OpenItem,
    OtherIncidents,
)
from .periods import per_year, worst_first, years
from .quarter_reports import FixNow, QuarterLesson, QuarterReport
from .quarters import (
    QuarterComparison,
    QuarterCount,
    compare_quarter,
    is_within_chance,
    per_quarter,
    quarter_of,
)
from .returned import FixThen, ReturnedLesson
from .service_fixes import FIX_STATUSES, FixStatus, FixTotals, ServiceFix, fix_totals
from .services import Impaired, ServiceRow, impaired, needed_by, service_row
from .similar_incidents import SimilarIncident
from .stabilization import MEASURES, Stabilizations
from .stopping import is_stopped, main_measures, measures_that_stopped
from .teams import TeamRow, team_row
from .themes import Theme
from .working_hours import (
    EXAMPLE,
    PARTS_OF_WEEK,
    PartOfWeek,
    TeamHours,
    WorkingHours,
    WorkingHoursError,
)

__all__ = [
    "DONE_WITHIN",
    "EXAMPLE",
    "FEW",
    "FIX_STATUSES",
    "GROUPS",
    "MEASURES",
    "NOT_KNOWN",
    "NO_OTHERS",
    "PARTS_OF_WEEK",
    "ActionTotals",
    "Anniversary",
    "CameBack",
    "Cause",
    "Completion",
    "CorpusFacts",
    "CustomerHours",
    "CustomerHoursRow",
    "Detections",
    "DidNotHold",
    "Exposure",
    "Fix",
    "FixItem",
    "FixNow",
    "FixState",
    "FixStatus",
    "FixThen",
    "FixTotals",
    "FixedLesson",
    "Histories",
    "History",
    "Impaired",
    "IncompletePostmortem",
    "LessonPlace",
    "Neighbour",
    "OffHours",
    "OpenItem",
    "OpenRecurrence",
    "OtherIncidents",
    "OverdueRow",
    "PartOfWeek",
    "Period",
    "QuarterComparison",
    "QuarterCount",
    "QuarterLesson",
    "QuarterReport",
    "Recurrence",
    "RecurrenceAfterFix",
    "ReturnedLesson",
    "Row",
    "ServiceFix",
    "ServiceRow",
    "Share",
    "SimilarIncident",
    "Spread",
    "Stabilizations",
    "Teaching",
    "TeamHours",
    "TeamRow",
    "Theme",
    "Unit",
    "WorkingHours",
    "WorkingHoursError",
    "action_totals",
    "age_days",
    "anniversaries",
    "blank_sections",
    "by_factor",
    "by_trigger",
    "changes_with_time",
    "compare_quarter",
    "fix_of",
    "fix_totals",
    "impact_is_measured",
    "impaired",
    "incomplete_postmortems",
    "is_impairing",
    "is_ongoing",
    "is_stabilized",
    "is_stopped",
    "is_within_chance",
    "leading_impact",
    "main_measures",
    "measures_that_stopped",
    "missing_causes",
    "needed_by",
    "off_hours",
    "ongoing_days",
    "open_among",
    "open_items",
    "overdue",
    "per_period",
    "per_quarter",
    "per_year",
    "periods_between",
    "publication",
    "quarter_of",
    "recurrences",
    "returns",
    "rows",
    "service_row",
    "shares",
    "spreads",
    "team_row",
    "unaddressed_factors",
    "unconnected_causes",
    "unit_for",
    "without_uncounted_digits",
    "worst_first",
    "years",
]
