"""The phases of an incident and the durations computed from them.

The definitions follow FireHydrant's incident milestones: every duration runs from the moment
the system began to fail, not from the moment somebody noticed.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, get_args

from .moment import Moment
from .record import Record, titled

Phase = Literal["started", "detected", "acknowledged", "declared", "mitigated", "resolved"]
PHASES: tuple[Phase, ...] = get_args(Phase)
USUAL_ORDER: tuple[Phase, ...] = ("detected", "acknowledged", "mitigated", "resolved")
"""The phases after the start that nearly always follow one another in this order. An incident may
be declared at any time after its start, also after it was mitigated."""


class Times(Record):
    """The start of each phase. Leave out phases that do not apply."""

    started: Moment | None = titled("Started")
    """When the affected system began to fail; no other phase is earlier."""
    detected: Moment | None = titled("Detected")
    """When an alert or a person first detected it."""
    acknowledged: Moment | None = titled("Acknowledged")
    """When a responder began to work on it."""
    declared: Moment | None = titled("Declared")
    """When somebody declared it to be an incident."""
    mitigated: Moment | None = titled("Mitigated")
    """When users were no longer affected, even without the final fix."""
    resolved: Moment | None = titled("Resolved")
    """When everything was back to normal."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A duration with a name and a definition: from one phase to another."""

    name: str
    label: str
    start: Phase
    end: Phase
    definition: str


METRICS = (
    Metric("detect", "Time to detect", "started", "detected", "from started to detected"),
    Metric(
        "acknowledge",
        "Time to acknowledge",
        "started",
        "acknowledged",
        "from started to acknowledged",
    ),
    Metric("mitigate", "Time to mitigate", "started", "mitigated", "from started to mitigated"),
    Metric("resolve", "Time to resolve", "started", "resolved", "from started to resolved"),
)


@dataclass(frozen=True, slots=True)
class Duration:
    """The length of a period of time; `approximate` if its start or end is."""

    length: timedelta
    approximate: bool = False


def between(start: Moment | None, end: Moment | None) -> Duration | None:
    """Return the duration between two moments; None if one is missing or the order is wrong."""
    if start is None or end is None or end.at < start.at:
        return None
    return Duration(end.at - start.at, start.approximate or end.approximate)
