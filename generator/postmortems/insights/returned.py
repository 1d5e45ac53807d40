"""Lessons that came back, each with the state of its fix at that time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..model import Incident
from .fixes import shared_services
from .histories import History

FixThen = Literal["done", "open", "none", "unknown"]
"""The state of the fix of earlier incidents when the lesson came back. `none`: no earlier incident
has an action item for it that is not cancelled. `unknown`: some have, but of no earlier incident
all are recorded as done by then, and none is recorded as open then."""


@dataclass(frozen=True)
class ReturnedLesson:
    """A lesson that an incident taught again.

    Args:
        history: the history of the lesson.
        later: the incident that taught it again.
        earlier: the incident whose fix was done or open; else the last one that taught it before.
        fix: the state of the fix when the later incident began. `done` if any fix of an earlier
            incident was done, also if another one was open.
    """

    history: History
    later: Incident
    earlier: Incident
    fix: FixThen

    @property
    def shared_services(self) -> tuple[str, ...] | None:
        """The services that both incidents affected; None if one does not record its services."""
        return shared_services(self.earlier, self.later)


def returned_lessons(histories: Iterable[History]) -> list[ReturnedLesson]:
    """Return every time that a lesson came back, the latest first."""
    rows = [row for history in histories for row in _returned(history)]
    rows.sort(key=lambda row: (row.later.day, row.later.id, row.history.name), reverse=True)
    return rows


def _returned(history: History) -> Iterable[ReturnedLesson]:
    """Yield every time that a lesson came back, the earliest first."""
    # Of several earlier incidents the last entry counts: the fix done last, the newest open one.
    in_order = sorted(history.did_not_hold, key=lambda one: one.fix.done_on)
    with_fix = {one.later.id: one.earlier for one in in_order}
    with_open = {one.later.id: one.earlier for one in history.came_back}
    has_items = False
    for earlier, taught in zip(history.teachings, history.teachings[1:], strict=False):
        has_items |= any(item.state != "cancelled" for item in earlier.actions)
        later = taught.incident
        if later.id in with_fix:
            yield ReturnedLesson(history, later, with_fix[later.id], "done")
        elif later.id in with_open:
            yield ReturnedLesson(history, later, with_open[later.id], "open")
        else:
            fix: FixThen = "unknown" if has_items else "none"
            yield ReturnedLesson(history, later, earlier.incident, fix)
