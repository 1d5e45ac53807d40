"""What the incidents say together: services, action items, causes and durations, counted.

Pure functions of the corpus. Nothing here is typed by anybody, and nothing is said of people.
"""

from .actions import (
    ActionTotals,
    Gaps,
    Row,
    Share,
    action_totals,
    age_days,
    gaps,
    open_items,
    overdue,
    returns,
    rows,
    shares,
)
from .causes import Cause, by_factor, by_trigger
from .durations import FEW, Spread, spreads
from .histories import (
    Histories,
    History,
    OpenRecurrence,
    Recurrence,
    Teaching,
    recurrences,
)
from .kinds import is_impairing, is_ongoing, ongoing_days
from .periods import months, per_month, per_year, years
from .services import Impaired, ServiceRow, impaired, needed_by, service_row
from .similarity import SimilarIncidents, Similarity, search_terms

__all__ = [
    "FEW",
    "ActionTotals",
    "Cause",
    "Gaps",
    "Histories",
    "History",
    "Impaired",
    "OpenRecurrence",
    "Recurrence",
    "Row",
    "ServiceRow",
    "Share",
    "SimilarIncidents",
    "Similarity",
    "Spread",
    "Teaching",
    "action_totals",
    "age_days",
    "by_factor",
    "by_trigger",
    "gaps",
    "impaired",
    "is_impairing",
    "is_ongoing",
    "months",
    "needed_by",
    "ongoing_days",
    "open_items",
    "overdue",
    "per_month",
    "per_year",
    "recurrences",
    "returns",
    "rows",
    "search_terms",
    "service_row",
    "shares",
    "spreads",
    "years",
]
