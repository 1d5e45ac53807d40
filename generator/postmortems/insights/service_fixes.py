"""The state of the fix for a lesson in each service that the lesson concerns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from ..model import ActionItem, Corpus, Incident
from .actions import Row
from .exposure import Exposure
from .fixes import fix_of
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

It came back after a fix was done and no later fix is done; an action item is overdue, or open; no
action item has a recorded state; all are cancelled; there is none; one is done and another open; or
the fix is done.
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
        action: the action item that determines the state, with its incident; None without one.
        open_items: the number of open action items.
        came_back: the newest incident, if it is later than the completion of the fix.
        exposure: how the service is exposed to the lesson; None if it has the fix.
    """

    service: str
    status: FixStatus
    incidents: tuple[Incident, ...] = ()
    action: Row | None = None
    open_items: int = 0
    came_back: Incident | None = None
    exposure: Exposure | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether an action item is done in an incident of the service's own."""
        return self.exposure is None


@dataclass(frozen=True)
class FixTotals:
    """The number of services by the state of the fix for a lesson.

    Args:
        affected: the services that an incident that taught the lesson affected.
        fixed: those of them in which an action item is done.
        came_back: those of them in which the lesson came back after the fix was done.
        dependent: the services that only depend on an affected one.
    """

    affected: int
    fixed: int
    came_back: int
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
        sum(fix.came_back is not None for fix in affected),
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
    came_back = _came_back(actions)
    status, action = _status(rows, open_rows, day)
    if came_back:
        status = "came-back"
    return ServiceFix(name, status, incidents, action, len(open_rows), came_back, exposure)


def _came_back(actions: Sequence[tuple[Incident, tuple[ActionItem, ...]]]) -> Incident | None:
    """Return the newest incident, if it is later than the last complete fix."""
    fixes = [fix for incident, items in actions if (fix := fix_of(incident, items))]
    newest = actions[0][0]
    if fixes and max(fix.done_on for fix in fixes) < newest.day:
        return newest
    return None


def _status(rows: list[Row], open_rows: list[Row], day: date) -> tuple[FixStatus, Row | None]:
    """Return the state by the action items, and the one that determines it."""
    done = [row for row in rows if row[1].is_done]
    if done:
        last = max(done, key=lambda row: row[1].done_on or date.min)
        return ("in-part" if open_rows else "done"), last
    if open_rows:
        first = min(open_rows, key=lambda row: row[1].due or date.max)
        return ("overdue" if first[1].overdue_days(day) else "open"), first
    for row in rows:
        if not row[1].is_closed:
            return "not-recorded", row
    return ("cancelled", rows[0]) if rows else ("none", None)
