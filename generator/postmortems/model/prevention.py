"""Prevention Measures: measures against all incidents of this class."""

from .record import Record, titled
from .scalars import Lines

HEADING = "Prevention Measures"


class Prevention(Record):
    """Measures against all incidents of this class. Each entry is an action item's id, or text."""

    safeguards: Lines = titled("Automated safeguards", ())
    """Checks and limits that are enforced automatically."""
    monitoring: Lines = titled("Additional monitoring", ())
    """Additional metrics and alerts."""
    capacity: Lines = titled("Capacity planning", ())
    """Changes to capacity planning."""
    disaster_recovery: Lines = titled("Disaster recovery updates", ())
    """Changes to backups, exercises and recovery procedures."""
