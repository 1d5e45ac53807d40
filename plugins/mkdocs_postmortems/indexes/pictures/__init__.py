"""The charts of the indexes, with their sentences, captions and links."""

from .categories import categories, counts, factors, triggers
from .durations import by_severity, how_long
from .heat import hot_quarters, hot_years
from .over_time import over_time
from .severities import levels

__all__ = [
    "by_severity",
    "categories",
    "counts",
    "factors",
    "hot_quarters",
    "hot_years",
    "how_long",
    "levels",
    "over_time",
    "triggers",
]
