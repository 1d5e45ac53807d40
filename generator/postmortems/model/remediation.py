"""Long-term Remediation: what is being repaired so that this cannot happen in the same way."""

from .record import Record, titled
from .scalars import Lines

HEADING = "Long-term Remediation"


class Remediation(Record):
    """What is being repaired. Each entry is an action item's id, or words."""

    code: Lines = titled("Code fixes required", ())
    """Changes to programs."""
    infrastructure: Lines = titled("Infrastructure improvements", ())
    """Changes to machines, networks and platforms."""
    monitoring: Lines = titled("Monitoring enhancements", ())
    """Changes to alarms, tests and graphs."""
    process: Lines = titled("Process improvements", ())
    """Changes to how people work."""
