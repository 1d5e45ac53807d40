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
    sections,
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
from .sections import FreeSection
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
        sections,
        evidence,
    )
}
"""The sections of a page in the template's order: key in the YAML to heading on the page.

`sections` and `evidence` are not of the template. Each of `sections` has a heading of its own."""


class Incident(Overview):
    """An incident as recorded in its folder."""

    not_keys = frozenset({"id"})

    id: str = Field(title="Incident ID")
    """The folder's name, `YYYY-MM-DD-slug`; never a key of the YAML."""
    impact: Impact = section(Impact, impact.HEADING)
    """The effects of the incident."""
    root_cause: RootCause = section(RootCause, root_cause.HEADING)
    """The causes of the incident."""
    timeline: tuple[Entry, ...] = titled(timeline.HEADING, ())
    """Events, actions and results, with their times."""
    monitoring: Monitoring = section(Monitoring, monitoring.HEADING)
    """The alerts that fired, and the anomalies in metrics."""
    response: Response = section(Response, response.HEADING)
    """How the incident was stopped, and who was informed."""
    remediation: Remediation = section(Remediation, remediation.HEADING)
    """Repairs that keep the incident from recurring."""
    lessons: Lessons = section(Lessons, lessons.HEADING)
    """Lessons and action items."""
    prevention: Prevention = section(Prevention, prevention.HEADING)
    """Measures against all incidents of this class."""
    sections: tuple[FreeSection, ...] = titled(sections.HEADING, ())
    """Sections that the template does not have, after its own on the page."""
    evidence: tuple[Evidence, ...] = titled(evidence.HEADING, ())
    """Raw inputs, such as logs and metrics."""

    @cached_property
    def phases(self) -> dict[Phase, Moment]:
        """The start of each recorded phase: from `times`, or else from the row that marks it."""
        marked = {entry.marks: entry.time for entry in reversed(self.timeline) if entry.marks}
        moments = {phase: getattr(self.times, phase) or marked.get(phase) for phase in PHASES}
        return {phase: moment for phase, moment in moments.items() if moment}

    def phase_loc(self, phase: Phase) -> Loc:
        """Return the place of a phase's time: under `times`, or else in the row that marks it."""
        rows = [index for index, entry in enumerate(self.timeline) if entry.marks == phase]
        if getattr(self.times, phase) is None and rows:
            return ("timeline", rows[0], "time")
        return ("times", phase)

    @cached_property
    def durations(self) -> dict[Metric, Duration]:
        """The duration of each metric with two recorded phases."""
        durations = {m: between(self.phases.get(m.start), self.phases.get(m.end)) for m in METRICS}
        return {metric: duration for metric, duration in durations.items() if duration}

    @cached_property
    def day(self) -> date:
        """The day it began, in UTC; the day in the folder's name if no start is recorded."""
        if started := self.phases.get("started"):
            return started.at.date()
        return date.fromisoformat(self.id[:10])

    @property
    def end_of_harm(self) -> Moment | None:
        """The moment at which it was mitigated, else resolved; None if neither is recorded."""
        return self.phases.get("mitigated") or self.phases.get("resolved")

    @property
    def services(self) -> tuple[str, ...]:
        """The names of the affected services, each once."""
        return tuple(dict.fromkeys(self.impact.system.services))

    @property
    def actions(self) -> tuple[ActionItem, ...]:
        """The action items."""
        return self.lessons.action_items

    @cached_property
    def lesson_names(self) -> tuple[str, ...]:
        """The names of the lessons it taught, in the order of the page, each once."""
        learned = (*self.lessons.improve, *self.lessons.got_lucky)
        names = [*(entry.lesson for entry in learned), *(item.lesson for item in self.actions)]
        return tuple(dict.fromkeys(name for name in names if name))
