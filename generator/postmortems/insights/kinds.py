"""Which incidents took something away from users while they lasted, and which still go on."""

from datetime import date

from ..model import Incident

IMPAIRING = ("outage", "degradation")
"""The kinds of incident while which a service did not work as it should.

A near miss, an exposure, lost data or an exercise has a length, too; it says for how long something
was at risk or unnoticed, and not for how long a service was impaired.
"""


def is_impairing(incident: Incident) -> bool:
    """Return whether a service was impaired for as long as the incident lasted."""
    return incident.kind in IMPAIRING


def is_ongoing(incident: Incident) -> bool:
    """Return whether the incident is not over: not resolved, and without a recorded end."""
    return incident.status != "resolved" and "resolved" not in incident.phases


def ongoing_days(incident: Incident, day: date) -> int | None:
    """Return for how many days the incident had been going on by a day; None when it is over."""
    return max(0, (day - incident.day).days) if is_ongoing(incident) else None
