"""Long-term Remediation: repairs that keep the incident from recurring."""

from .record import Record, titled
from .scalars import Lines

HEADING = "Long-term Remediation"


class Remediation(Record):
    """Repairs that keep the incident from recurring. Each entry is an action item's id, or text."""

    code: Lines = titled("Code fixes required", ())
    """Changes to programs."""
    infrastructure: Lines = titled("Infrastructure improvements", ())
    """Changes to machines, networks and platforms."""
    monitoring: Lines = titled("Monitoring enhancements", ())
    """Changes to alerts, tests and dashboards."""
    process: Lines = titled("Process improvements", ())
    """Changes to how people work."""
