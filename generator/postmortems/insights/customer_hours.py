"""Customer-hours: the affected users of incidents times the hours that the incidents lasted."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model import Duration, Incident
from ..model.phases import between
from .kinds import is_impairing


@dataclass(frozen=True)
class CustomerHoursRow:
    """An incident with its number of affected users, and the time during which it affected them."""

    incident: Incident
    users: int
    duration: Duration

    @property
    def hours(self) -> float:
        """The number of customer-hours: each user affected for the whole time."""
        return self.users * self.duration.length.total_seconds() / 3600


@dataclass(frozen=True)
class CustomerHours:
    """The customer-hours of outages and degradations that record both users and times.

    Args:
        rows: the incidents with both, those with the most customer-hours first.
        incidents: the number of outages and degradations.
        with_users: the number of those that record a number of affected users.
        with_times: the number of those that record a start and an end of their effects.
    """

    rows: tuple[CustomerHoursRow, ...]
    incidents: int
    with_users: int
    with_times: int

    @cached_property
    def total(self) -> float:
        """The customer-hours of all incidents that record both."""
        return sum(row.hours for row in self.rows)


def affected_users(incident: Incident) -> int | None:
    """Return the recorded number of affected users; None if there is none."""
    users = incident.impact.user.affected_users
    return users.count if users else None


def impairment(incident: Incident) -> Duration | None:
    """Return the time from started to mitigated, else to resolved; None if it is not recorded."""
    return between(incident.phases.get("started"), incident.end_of_harm)


def customer_hours(incidents: Sequence[Incident]) -> CustomerHours:
    """Return the customer-hours of the outages and degradations among some incidents."""
    impairing = [incident for incident in incidents if is_impairing(incident)]
    rows = []
    with_users = with_times = 0
    for incident in impairing:
        users, duration = affected_users(incident), impairment(incident)
        with_users += users is not None
        with_times += duration is not None
        if users is not None and duration is not None:
            rows.append(CustomerHoursRow(incident, users, duration))
    rows.sort(key=lambda row: (-row.hours, row.incident.id))
    return CustomerHours(tuple(rows), len(impairing), with_users, with_times)
