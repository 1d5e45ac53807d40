"""The times of an incident that evidence is compared with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..model import Incident

LEAD = timedelta(minutes=30)
"""How long before the start of an incident a record is still shown as a sign of it."""


@dataclass(frozen=True)
class Window:
    """The times of an incident, in UTC; None where they are not recorded.

    `ended` is when the incident was resolved, or else mitigated; None for one that is ongoing.
    `mitigated` is when users were no longer affected: when it was mitigated, or else resolved.
    """

    started: datetime | None = None
    detected: datetime | None = None
    mitigated: datetime | None = None
    ended: datetime | None = None

    @classmethod
    def of(cls, incident: Incident) -> "Window":
        """Return the times of an incident."""
        phases = {phase: moment.at for phase, moment in incident.phases.items()}
        mitigated, resolved = phases.get("mitigated"), phases.get("resolved")
        return cls(
            phases.get("started"),
            phases.get("detected"),
            mitigated or resolved,
            resolved or mitigated,
        )

    def overlaps(self, first: datetime, last: datetime | None = None) -> bool:
        """Return whether a period is in part during the incident; `last` of None is its first time.

        False if the start of the incident is not recorded.
        """
        if self.started is None or (last or first) < self.started:
            return False
        return self.ended is None or first <= self.ended

    def is_sign(self, time: datetime) -> bool:
        """Return whether a record may be a sign of the incident: during it, or shortly before."""
        if self.started is None or self.started - time > LEAD:
            return False
        return self.ended is None or time <= self.ended
