"""The incident: the overview and one field per section of the template, in its order."""

from datetime import date
from functools import cached_property

from pydantic import Field

from . import (
    evidence,
    impact,
    lessons,
    monitoring,
    overview,
    prevention,
    remediation,
    response,
    root_cause,
    timeline,
)
from .evidence import Evidence
from .impact import Impact
from .lessons import ActionItem, Lessons
from .moment import Moment
from .monitoring import Monitoring
from .overview import Overview
from .phases import METRICS, PHASES, Duration, Metric, Phase, between
from .prevention import Prevention
from .problem import Loc
from .record import section, titled
from .remediation import Remediation
from .response import Response
from .root_cause import RootCause
from .timeline import Entry

HEADINGS: dict[str, str] = {
    module.__name__.rpartition(".")[2]: module.HEADING
    for module in (
        overview,
        impact,
        root_cause,
        timeline,
        monitoring,
        response,
        remediation,
        lessons,
        prevention,
        evidence,
    )
}
"""The sections of a page in the template's order: key in the YAML to heading on the page."""


class Incident(Overview):
    """An incident as its folder tells it."""

    not_keys = frozenset({"id"})

    id: str = Field(title="Incident ID")
    """The folder's name, `YYYY-MM-DD-slug`; never a key of the YAML."""
    impact: Impact = section(Impact, impact.HEADING)
    """Who and what was hurt."""
    root_cause: RootCause = section(RootCause, root_cause.HEADING)
    """Why it happened."""
    timeline: tuple[Entry, ...] = titled(timeline.HEADING, ())
    """What happened when."""
    monitoring: Monitoring = section(Monitoring, monitoring.HEADING)
    """What the alarms and the graphs said."""
    response: Response = section(Response, response.HEADING)
    """How it was stopped, and who was told."""
    remediation: Remediation = section(Remediation, remediation.HEADING)
    """What is being repaired."""
    lessons: Lessons = section(Lessons, lessons.HEADING)
    """What was learned, and what will be done."""
    prevention: Prevention = section(Prevention, prevention.HEADING)
    """What keeps the whole class of incident away."""
    evidence: tuple[Evidence, ...] = titled(evidence.HEADING, ())
    """The raw inputs, beside the YAML."""

    @cached_property
    def phases(self) -> dict[Phase, Moment]:
        """When each known phase began: from `times`, else from the row that marks it."""
        marked = {entry.marks: entry.time for entry in reversed(self.timeline) if entry.marks}
        found = {phase: getattr(self.times, phase) or marked.get(phase) for phase in PHASES}
        return {phase: moment for phase, moment in found.items() if moment}

    def phase_loc(self, phase: Phase) -> Loc:
        """Where the time of a phase is: under `times`, else the row that marks it."""
        rows = [index for index, entry in enumerate(self.timeline) if entry.marks == phase]
        if getattr(self.times, phase) is None and rows:
            return ("timeline", rows[0], "time")
        return ("times", phase)

    @cached_property
    def durations(self) -> dict[Metric, Duration]:
        """The computed metrics whose two phases are known."""
        found = {m: between(self.phases.get(m.start), self.phases.get(m.end)) for m in METRICS}
        return {metric: duration for metric, duration in found.items() if duration}

    @cached_property
    def day(self) -> date:
        """The day it began, in UTC; the folder's where the time is not known."""
        if started := self.phases.get("started"):
            return started.at.date()
        return date.fromisoformat(self.id[:10])

    @property
    def services(self) -> tuple[str, ...]:
        """The services that were affected, by name; each once."""
        return tuple(dict.fromkeys(self.impact.system.services))

    @property
    def actions(self) -> tuple[ActionItem, ...]:
        """What will be done about it."""
        return self.lessons.action_items

    @cached_property
    def lesson_names(self) -> tuple[str, ...]:
        """The lessons it taught, by name, in the order of the page; each once."""
        learned = (*self.lessons.improve, *self.lessons.got_lucky)
        names = [*(entry.lesson for entry in learned), *(item.lesson for item in self.actions)]
        return tuple(dict.fromkeys(name for name in names if name))
