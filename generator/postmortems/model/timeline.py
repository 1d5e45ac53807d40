"""Timeline of Events: events, the actions taken, and their results."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from pydantic import Field

from .moment import Moment
from .phases import Phase
from .record import Record, titled
from .row_text import RowText
from .scalars import FilePath

HEADING = "Timeline of Events"


class Entry(Record):
    """A row of the timeline."""

    time: Moment = Field(title="Time")
    """The time, with `Z` or an offset; a leading `~` marks an approximate time. With the
    incident's `timezone` the offset may be left out, and so may the day of the row above."""
    event: RowText = Field(title="Event")
    """The event or observation."""
    action: RowText | None = titled("Action taken")
    """The action taken in response."""
    result: RowText | None = titled("Result")
    """The result of the action."""
    marks: Phase | None = titled("Marks")
    """The phase that starts with this row; do not repeat it under `times`."""
    evidence: FilePath | None = titled("Evidence")
    """The file under `evidence` that shows it."""


_DAY = timedelta(days=1)
_NEAR = timedelta(hours=16)
"""Consecutive rows around midnight are rarely farther apart."""


def past_midnight(times: Sequence[datetime]) -> Iterator[int]:
    """Yield the index of each row that is earlier than the row above because its day is wrong.

    One day later, such a row would follow the row above within `_NEAR`. The row below must fit: it
    is on that later day too, or it has the same wrong day. If the row above is itself earlier than
    its predecessor, the list is probably in reverse order, and its rows are not reported.
    """
    for index, (above, time) in enumerate(pairwise(times), 1):
        later = time + _DAY
        if time < above < later <= above + _NEAR and times[max(0, index - 2)] <= above:
            below = times[index + 1] if index + 1 < len(times) else later
            if later <= below or time <= below < above:
                yield index
