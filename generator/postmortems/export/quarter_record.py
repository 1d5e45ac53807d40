"""The model of the record of a quarter; see `records`."""

from datetime import date

from .records import ApiModel


class QuarterRecord(ApiModel):
    """A quarter of a calendar year in which an incident began."""

    name: str
    """Its name, such as `2026-Q3`."""
    url: str
    """Its page."""
    first_day: date
    """Its first day."""
    last_day: date
    """Its last day."""
    over: bool
    """Whether it is over by the document's day."""
    severities: dict[str, int]
    """The number of its incidents of each severity that has any; without those after the document's
    day, unless the whole quarter is after it."""
    incidents: tuple[str, ...]
    """The ids of its incidents, the worst first."""
    lessons: tuple[str, ...]
    """The names of the lessons that its incidents taught."""
    returned_lessons: tuple[str, ...]
    """Those of them that an earlier incident taught too."""
    actions: int
    """The number of action items of its incidents."""
    actions_done: int
    """The number of action items of any incident that were done in it."""
    actions_overdue: int
    """The number of action items of any incident that were overdue on its last day, or on the
    document's day if it is not over."""
