"""Lessons Learned: what held, what did not, where luck helped, and what will be done."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from .record import Record, titled
from .scalars import NAME_LENGTH, Day, Line, Slug, Slugs, Url

HEADING = "Lessons Learned"

ActionKind = Literal["prevent", "detect", "mitigate", "repair", "process"]
ActionState = Literal["open", "in-progress", "done", "cancelled"]


class Takeaway(Record):
    """Something learned; plain text may stand for one without a lesson."""

    shorthand = Line

    text: Line = Field(title="Text")
    """What it was this time."""
    lesson: Slug | None = titled("Lesson")
    """The lesson of the catalogue that this taught, or taught again."""

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class ActionItem(Record):
    """Something to be done about it."""

    id: Slug = Field(title="Id")
    """A name within this incident; `remediation` and `prevention` may point at it."""
    text: Line = Field(title="Action")
    """What will be done, beginning with a verb."""
    kind: ActionKind | None = titled("Kind")
    """What it is good for."""
    owner: Line | None = titled("Owner", max_length=NAME_LENGTH)
    """A person or a role, not a team."""
    due: Day | None = titled("Due")
    """The day by which it will be done."""
    state: ActionState | None = titled("State")
    """Where it stands. Left out: nobody recorded it, and nothing is concluded from that."""
    done_on: Day | None = titled("Done on")
    """The day it was finished."""
    addresses: Slugs = titled("Addresses", ())
    """Ids of the root cause's nodes that it removes or weakens."""
    measured_by: Line | None = titled("Measured by")
    """How to tell that it works."""
    lesson: Slug | None = titled("Lesson")
    """The lesson of the catalogue that it puts into practice."""
    tracker: Url | None = titled("Tracker")
    """The ticket where the work is followed."""

    @property
    def is_closed(self) -> bool:
        """Whether nothing is left to do: done or cancelled."""
        return self.done_on is not None or self.state in ("done", "cancelled")

    @property
    def is_open(self) -> bool:
        """Whether somebody recorded that work is left."""
        return self.state in ("open", "in-progress") and not self.is_closed

    def was_open_on(self, day: date) -> bool:
        """Whether it is recorded that work was left on a day after its incident.

        An item that was done on a day nobody recorded is not known to have been open.
        """
        if self.done_on and self.state != "cancelled":
            return self.done_on > day
        return self.is_open

    def overdue_days(self, day: date) -> int:
        """For how many days it had been overdue on a day; 0 when it was not."""
        if self.due is None or not self.was_open_on(day):
            return 0
        return max(0, (day - self.due).days)


class Lessons(Record):
    """What held, what did not, where luck helped, and what will be done."""

    went_well: tuple[Takeaway, ...] = titled("What went well", ())
    """What worked and is worth keeping; with a lesson: one that paid off."""
    improve: tuple[Takeaway, ...] = titled("What could be improved", ())
    """What did not work; with a lesson: one learned here, or learned again."""
    got_lucky: tuple[Takeaway, ...] = titled("Where we got lucky", ())
    """What could have made it worse, and did not."""
    action_items: tuple[ActionItem, ...] = titled("Action items", ())
    """What will be done."""
