"""Timeline of Events: what happened when, what was done, and what came of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from pydantic import Field

from .moment import Moment
from .phases import Phase
from .record import Record, titled
from .scalars import FilePath, Line

HEADING = "Timeline of Events"


class Entry(Record):
    """A row of the timeline."""

    time: Moment = Field(title="Time")
    """When, with `Z` or an offset; a leading `~` means about."""
    event: Line = Field(title="Event")
    """What happened or became known."""
    action: Line | None = titled("Action taken")
    """What somebody did about it."""
    result: Line | None = titled("Result")
    """What came of it."""
    marks: Phase | None = titled("Marks")
    """The phase that begins with this row; it need not be repeated under `times`."""
    evidence: FilePath | None = titled("Evidence")
    """The file under `evidence` that shows it."""


_DAY = timedelta(days=1)
_NEAR = timedelta(hours=16)
"""Rows that follow each other past midnight are seldom farther apart."""


def past_midnight(times: Sequence[datetime]) -> Iterator[int]:
    """The rows that fall back in time because of a wrong day, by index, and not out of place.

    A day later such a row would follow soon on the row above it. The row after it is then of that
    next day too, or falls back together with it; where the row above has fallen back before, the
    list seems to begin with what was last.
    """
    for index, (above, time) in enumerate(pairwise(times), 1):
        later = time + _DAY
        if time < above < later <= above + _NEAR and times[max(0, index - 2)] <= above:
            after = times[index + 1] if index + 1 < len(times) else later
            if later <= after or time <= after < above:
                yield index
