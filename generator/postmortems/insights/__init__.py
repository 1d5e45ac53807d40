"""What the incidents say together: services, action items, causes and durations, counted.

Pure functions of the corpus. Nothing here is typed by anybody, and nothing is said of people.
"""

from .actions import Gaps, Row, Share, gaps, open_items, overdue, returns, rows, shares
from .causes import Cause, by_factor, by_trigger
from .durations import FEW, Spread, spreads
from .periods import months, per_month, per_year, years
from .services import Impaired, ServiceRow, impaired, needed_by, service_row

__all__ = [
    "FEW",
    "Cause",
    "Gaps",
    "Impaired",
    "Row",
    "ServiceRow",
    "Share",
    "Spread",
    "by_factor",
    "by_trigger",
    "gaps",
    "impaired",
    "months",
    "needed_by",
    "open_items",
    "overdue",
    "per_month",
    "per_year",
    "returns",
    "rows",
    "service_row",
    "shares",
    "spreads",
    "years",
]
