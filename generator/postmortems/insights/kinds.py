"""Incidents that impair a service while they last, and incidents that are ongoing."""

from datetime import date

from ..model import Incident

IMPAIRING = ("outage", "degradation")
"""The kinds of incident during which a service is impaired.

A near miss, an exposure, a data loss or an exercise has a duration too, but it is the time at risk
or unnoticed, and not the time during which a service was impaired.
"""


def is_impairing(incident: Incident) -> bool:
    """Return whether a service was impaired for as long as the incident lasted."""
    return incident.kind in IMPAIRING


def is_ongoing(incident: Incident) -> bool:
    """Return whether the incident is not over: not resolved, and without a recorded end."""
    return incident.status != "resolved" and "resolved" not in incident.phases


def changes_with_time(incident: Incident) -> bool:
    """Return whether a page about an incident can change from one day to the next.

    Its age grows while it is ongoing, an action item can become overdue, and so can the postmortem.
    """
    is_unpublished = incident.document.status in ("draft", "in-review")
    has_open_item = any(not item.is_closed for item in incident.actions)
    return is_unpublished or has_open_item or is_ongoing(incident)


def ongoing_days(incident: Incident, day: date) -> int | None:
    """Return the days from the incident's start to `day`, or None if it is not ongoing."""
    return max(0, (day - incident.day).days) if is_ongoing(incident) else None
