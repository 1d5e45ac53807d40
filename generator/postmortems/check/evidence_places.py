"""Words for a place in a file of evidence, and for a time of it, in messages."""

from datetime import datetime, timedelta

from ..model import Incident

PRECISION = timedelta(minutes=1)
"""How exact the times and durations of authors are: they write minutes."""


def place_of(incident: Incident, index: int, line: int | None = None) -> str:
    """Return the place in the file of an entry of evidence, such as `evidence/app.log:123`."""
    return f"`{incident.evidence[index].file}{f':{line}' if line else ''}`"


def clock(time: datetime, near: datetime) -> str:
    """Return the clock time in UTC, with the day if it is not that of `near`."""
    pattern = "%H:%M UTC" if time.date() == near.date() else "%Y-%m-%d %H:%M UTC"
    return time.strftime(pattern)


def length(duration: timedelta) -> str:
    """Return a duration in one unit: `45 seconds`, `12 minutes`, `3 hours`, `2 days`."""
    seconds = abs(duration.total_seconds())
    for name, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}s"
    count = round(seconds)
    return f"{count} second{'' if count == 1 else 's'}"
