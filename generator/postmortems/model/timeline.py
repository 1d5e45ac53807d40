"""Timeline of Events: what happened when, what was done, and what came of it."""

from pydantic import Field

from .moment import Moment
from .phases import Phase
from .record import Record, titled
from .text import Line

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
    evidence: Line | None = titled("Evidence")
    """The file under `evidence` that shows it."""
