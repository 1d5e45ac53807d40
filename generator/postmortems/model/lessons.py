"""Lessons Learned: successes, failures, lucky circumstances, and action items."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from .record import Record, titled
from .scalars import NAME_LENGTH, Day, Line, Lines, Slug, Slugs, Url, slugs_in_order

HEADING = "Lessons Learned"

ActionKind = Literal["prevent", "detect", "mitigate", "repair", "process"]
ActionState = Literal["open", "in-progress", "done", "cancelled"]


class Takeaway(Record):
    """Something learned; plain text is accepted for one without a lesson."""

    shorthand = Line

    text: Line = Field(title="Text")
    """The observation in this incident."""
    lesson: Slug | None = titled("Lesson")
    """The lesson of the catalogue that this incident taught."""

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


SLUG_LENGTH = 60
"""The most characters of an id that is made from a text, without a number after it."""


class ActionItem(Record):
    """A task that follows from the incident; plain text is accepted, its id is made from it.

    The id of `Add an alarm for the queue` is `add-an-alarm-for-the-queue`, and changes with the
    text; so do the address of the item and its entries in feeds.
    """

    shorthand = Line

    id: Slug = Field(title="Id")
    """A name within this incident; `remediation` and `prevention` can refer to it."""
    text: Line = Field(title="Action")
    """The task, beginning with a verb."""
    kind: ActionKind | None = titled("Kind")
    """The purpose of the task."""
    owner: Line | None = titled("Owner", max_length=NAME_LENGTH)
    """A person or a role, not a team."""
    due: Day | None = titled("Due")
    """The due date."""
    state: ActionState | None = titled("State")
    """The state of the work. An item without a state is not counted as open or done."""
    done_on: Day | None = titled("Done on")
    """The date of completion."""
    addresses: Slugs = titled("Addresses", ())
    """Ids of the root cause's nodes that it removes or weakens."""
    measured_by: Line | None = titled("Measured by")
    """How to verify that it works."""
    verified_on: Day | None = titled("Verified on")
    """The day on which it was verified that it works."""
    evidence: Lines = titled("Evidence", ())
    """What shows that it works, such as the result of a test or the address of a graph."""
    lesson: Slug | None = titled("Lesson")
    """The lesson of the catalogue that it applies."""
    tracker: Url | None = titled("Tracker")
    """The ticket that tracks the work."""

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: Any) -> Any:
        return _mapping(value, _ids([value])[0]) if isinstance(value, str) else value

    @property
    def is_closed(self) -> bool:
        """Whether the item is done or cancelled."""
        return self.done_on is not None or self.state in ("done", "cancelled")

    @property
    def is_done(self) -> bool:
        """Whether the item is recorded as done, on a recorded day or not."""
        return self.is_closed and self.state != "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether the item is recorded as open or in progress, and not as done."""
        return self.state in ("open", "in-progress") and not self.is_closed

    def was_open_on(self, day: date) -> bool:
        """Return whether the item is recorded as open on a day after its incident.

        An item that was done on an unrecorded day does not count as open.
        """
        if self.done_on and self.is_done:
            return self.done_on > day
        return self.is_open

    def overdue_days(self, day: date) -> int:
        """Return for how many days the item was overdue on a day; 0 if it was not."""
        if self.due is None or not self.was_open_on(day):
            return 0
        return max(0, (day - self.due).days)


class Lessons(Record):
    """Successes, failures, lucky circumstances, and action items."""

    went_well: tuple[Takeaway, ...] = titled("What went well", ())
    """Things that worked. A lesson here is one that was applied with success."""
    improve: tuple[Takeaway, ...] = titled("What could be improved", ())
    """Things that did not work. A lesson here is one learned from this incident."""
    got_lucky: tuple[Takeaway, ...] = titled("Where we got lucky", ())
    """Circumstances that by chance kept the incident from being worse."""
    action_items: tuple[ActionItem, ...] = titled("Action items", ())
    """Tasks that follow from the incident."""

    @model_validator(mode="before")
    @classmethod
    def _with_ids(cls, value: Any) -> Any:
        """Make the action items that are plain text mappings with an id."""
        items = value.get("action_items") if isinstance(value, dict) else None
        if not isinstance(items, list):
            return value
        taken = [str(item.get("id")) for item in items if isinstance(item, dict)]
        ids = iter(_ids([item for item in items if isinstance(item, str)], taken))
        mappings = [_mapping(item, next(ids)) if isinstance(item, str) else item for item in items]
        return value | {"action_items": mappings}


def _ids(texts: list[str], taken: Sequence[str] = ()) -> list[str]:
    return slugs_in_order(texts, taken, fallback="action", length=SLUG_LENGTH)


def _mapping(text: str, name: str) -> dict[str, str]:
    return {"id": name, "text": text}
