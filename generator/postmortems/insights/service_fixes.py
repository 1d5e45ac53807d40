"""The state of the fix for a lesson in each service that the lesson concerns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from ..model import ActionItem, Corpus, Incident
from .actions import Row
from .exposure import Exposure
from .fixes import Fix, complete_fixes
from .histories import History

FixStatus = Literal[
    "came-back",
    "overdue",
    "open",
    "not-recorded",
    "cancelled",
    "none",
    "in-part",
    "done",
]
"""The states of a fix, those that need attention first.

- `came-back`: the lesson came back after a fix was done, and no later fix is complete.
- `overdue`: an action item is overdue, also if another one is done.
- `open`: an action item is open, and none is done.
- `not-recorded`: no action item is open, and the state of one is not recorded.
- `cancelled`: all action items are cancelled.
- `none`: there is no action item.
- `in-part`: an action item is done, and another one is open and not overdue.
- `done`: an action item is done, and the others are done or cancelled.
"""
FIX_STATUSES: tuple[FixStatus, ...] = get_args(FixStatus)


@dataclass(frozen=True)
class ServiceFix:
    """The state of the fix for a lesson in one service.

    Only action items for the lesson in incidents that affected the service count.

    Args:
        service: the name of the service.
        status: the state.
        incidents: the incidents that taught the lesson and affected the service, the newest first;
            none if the service only depends on one that was affected.
        action: the action item that determines the state, with its incident; None without one. If
            the lesson came back, that which completed the last fix before it did.
        open_items: the number of open action items.
        recurrence_after_fix: the newest incident, if it is later than the last complete fix.
        exposure: how the service is exposed to the lesson; None if it has the fix.
    """

    service: str
    status: FixStatus
    incidents: tuple[Incident, ...] = ()
    action: Row | None = None
    open_items: int = 0
    recurrence_after_fix: Incident | None = None
    exposure: Exposure | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether an action item is done in an incident that affected the service."""
        return self.exposure is None


@dataclass(frozen=True)
class FixTotals:
    """The number of services by the state of the fix for a lesson.

    Args:
        affected: the services that an incident that taught the lesson affected.
        fixed: those of them in which an action item is done.
        recurred_after_fix: those of them in which the lesson came back after the fix was done.
        dependent: the services that only depend on an affected one.
    """

    affected: int
    fixed: int
    recurred_after_fix: int
    dependent: int

    @property
    def exposed(self) -> int:
        """The services without the fix."""
        return self.affected - self.fixed + self.dependent


def fix_totals(fixes: Sequence[ServiceFix]) -> FixTotals:
    """Count services by the state of the fix for one lesson."""
    affected = [fix for fix in fixes if fix.incidents]
    return FixTotals(
        len(affected),
        sum(fix.is_fixed for fix in affected),
        sum(fix.recurrence_after_fix is not None for fix in affected),
        len(fixes) - len(affected),
    )


def service_fixes(
    history: History, exposures: Iterable[Exposure], corpus: Corpus
) -> tuple[ServiceFix, ...]:
    """Return the state of the fix in each service that a lesson concerns.

    Those that need attention come first, then those with the most incidents.

    Args:
        history: the history of the lesson.
        exposures: the services that are exposed to it.
        corpus: the catalogue of services, and the day on which items are overdue.
    """
    exposure_of = {exposure.service: exposure for exposure in exposures}
    actions: dict[str, list[tuple[Incident, tuple[ActionItem, ...]]]] = {}
    for teaching in history.teachings[::-1]:
        for name in filter(corpus.services.__contains__, teaching.incident.services):
            actions.setdefault(name, []).append((teaching.incident, teaching.actions))
    fixes = [
        _service_fix(name, own, exposure_of.get(name), corpus.as_of)
        for name, own in actions.items()
    ]
    fixes += [
        ServiceFix(name, "none", exposure=exposure)
        for name, exposure in exposure_of.items()
        if name not in actions
    ]
    fixes.sort(key=lambda fix: (FIX_STATUSES.index(fix.status), -len(fix.incidents), fix.service))
    return tuple(fixes)


def _service_fix(
    name: str,
    actions: Sequence[tuple[Incident, tuple[ActionItem, ...]]],
    exposure: Exposure | None,
    day: date,
) -> ServiceFix:
    """Return the state of one service, from its incidents with their action items, newest first."""
    incidents = tuple(incident for incident, _ in actions)
    rows = [(incident, item) for incident, items in actions for item in items]
    open_rows = [row for row in rows if row[1].is_open]
    failed = _last_fix_before(incidents[0].day, actions)
    status, action = ("came-back", _last_done(failed)) if failed else _status(rows, open_rows, day)
    recurrence = incidents[0] if failed else None
    return ServiceFix(name, status, incidents, action, len(open_rows), recurrence, exposure)


def _last_fix_before(
    day: date, actions: Sequence[tuple[Incident, tuple[ActionItem, ...]]]
) -> Fix | None:
    """Return the last complete fix, if it was done before a day."""
    fixes = complete_fixes(actions[::-1])
    return fixes[-1] if fixes and fixes[-1].done_on < day else None


def _last_done(fix: Fix) -> Row:
    """Return the action item that completed a fix."""
    return fix.incident, next(item for item in fix.items if item.done_on == fix.done_on)


def _status(rows: list[Row], open_rows: list[Row], day: date) -> tuple[FixStatus, Row | None]:
    """Return the worst state of the action items, and the one that determines it."""
    done = [row for row in rows if row[1].is_done]
    if open_rows:
        first = min(open_rows, key=lambda row: row[1].due or date.max)
        if first[1].overdue_days(day):
            return "overdue", first
        return ("in-part" if done else "open"), first
    for row in rows:
        if not row[1].is_closed:
            return "not-recorded", row
    if done:
        return "done", max(done, key=lambda row: row[1].done_on or date.min)
    return ("cancelled", rows[0]) if rows else ("none", None)
