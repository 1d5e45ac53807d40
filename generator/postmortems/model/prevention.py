"""Prevention Measures: what keeps the whole class of incident away."""

from .record import Record, titled
from .scalars import Lines

HEADING = "Prevention Measures"


class Prevention(Record):
    """What keeps the whole class of incident away. Each entry is an action item's id, or words."""

    safeguards: Lines = titled("Automated safeguards", ())
    """What a machine now refuses, limits or undoes."""
    monitoring: Lines = titled("Additional monitoring", ())
    """What is watched from now on."""
    capacity: Lines = titled("Capacity planning", ())
    """What is measured and provided for."""
    disaster_recovery: Lines = titled("Disaster recovery updates", ())
    """What is rehearsed, restored or written down."""
