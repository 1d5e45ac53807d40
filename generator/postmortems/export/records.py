"""The models of the API, version 1: the records that its documents contain.

`build_records` fills them. The class names are the names of the published schemas. A field without
a recorded value is left out. Durations are in seconds, times are RFC 3339 in UTC, and URLs are
relative to the document that contains them.
"""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import ConfigDict, JsonValue

from ..model import (
    ActionKind,
    ActionState,
    DocumentStatus,
    FactorCategory,
    Kind,
    Phase,
    Status,
    TriggerCategory,
)
from ..model.docstring import Documented

MetricName = Literal["detect", "acknowledge", "mitigate", "resolve"]
"""The names of `model.METRICS`; a test compares them."""


class ApiModel(Documented):
    """The base of every model of the API."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    def plain(self) -> dict[str, Any]:
        """Return the model as JSON values, without the fields that are None."""
        return self.model_dump(mode="json", exclude_none=True)


class ActionCounts(ApiModel):
    """The number of action items in each state."""

    total: int
    """All of them."""
    open: int
    """Those recorded as `open` or `in-progress`."""
    overdue: int
    """Those of the open ones that are past their due date."""
    done: int
    """Those recorded as done."""
    cancelled: int
    """Those recorded as cancelled."""
    unknown: int
    """Those without a recorded state."""


class Recurrence(ApiModel):
    """A lesson that came back while an action item of an earlier incident was still open."""

    earlier: str
    """The id of the incident whose action item it is."""
    later: str
    """The id of the incident that taught the lesson again."""
    lesson: str
    """The name of the lesson."""
    action: str
    """The id of the action item within the earlier incident."""
    overdue_days: int
    """The days by which it was overdue at that time; 0 if it was not overdue."""


class RecurrenceAfterFix(ApiModel):
    """A lesson that came back after the fix of an earlier incident was done: it did not hold."""

    earlier: str
    """The id of the incident whose fix it is."""
    later: str
    """The id of the incident that taught the lesson again."""
    lesson: str
    """The name of the lesson."""
    actions: tuple[str, ...]
    """The ids of the action items of the fix within the earlier incident."""
    done_on: date
    """The day on which the last of them was done."""
    days: int
    """The days from then to the later incident."""
    shared_services: tuple[str, ...]
    """The services that both incidents affected."""


class Exposure(ApiModel):
    """A service that a lesson concerns and that has no fix for it."""

    service: str
    """The name of the service."""
    lesson: str
    """The name of the lesson."""
    path: tuple[str, ...]
    """The services from this one to one that was affected, each depending on the next; only this
    one if it was affected itself."""
    incident: str
    """The id of the newest incident that taught the lesson and affected the last service."""


class IncidentSummary(ApiModel):
    """The main facts of an incident, as lists of incidents contain them."""

    id: str
    """The name of its folder."""
    url: str
    """Its page."""
    title: str
    """Its title, which names the symptom."""
    severity: str
    """The name of its severity."""
    kind: Kind
    """The kind of incident."""
    status: Status
    """The status of the incident."""
    document: DocumentStatus
    """The status of its postmortem."""
    day: date
    """The day it began, in UTC."""
    started: datetime | None = None
    """The time at which it began; left out if only the day is known."""
    approximate: tuple[Phase, ...] | None = None
    """The phases with an approximate time."""
    durations: dict[MetricName, int]
    """Seconds from started to detected, acknowledged, mitigated and resolved."""
    ongoing_days: int | None = None
    """The days since it began, as of the document's day; left out if it is not ongoing."""
    services: tuple[str, ...]
    """The names of the affected services."""
    teams: tuple[str, ...]
    """The teams that own those services."""
    trigger: TriggerCategory | None = None
    """The category of its trigger."""
    lessons: tuple[str, ...]
    """The names of the lessons that it taught."""
    actions: ActionCounts
    """Its action items, counted."""


class IncidentRecord(IncidentSummary):
    """An incident with all its content."""

    summary: str | None = None
    """The summary, as Markdown without HTML."""
    times: dict[Phase, datetime]
    """The recorded time of each phase."""
    factors: tuple[FactorCategory, ...]
    """The categories of its contributing factors."""
    came_back: tuple[Recurrence, ...]
    """The recurrences in which it is the earlier or the later incident."""
    did_not_hold: tuple[RecurrenceAfterFix, ...]
    """The recurrences after a fix was done in which it is the earlier or the later incident."""
    content: dict[str, JsonValue]
    """The incident as in its folder, see `schema/content.json`; evidence only if published."""


class ServiceRecord(ApiModel):
    """A service of the catalogue, with totals over its incidents."""

    name: str
    """Its name in the catalogue."""
    url: str
    """Its page."""
    title: str
    """Its display name."""
    team: str | None = None
    """The team that owns it."""
    description: str | None = None
    """Its description."""
    depends_on: tuple[str, ...]
    """The services that it depends on."""
    needed_by: tuple[str, ...]
    """The services that depend on it."""
    incidents: tuple[str, ...]
    """The ids of its incidents, newest first."""
    last_incident: date | None = None
    """The day of its newest incident."""
    quiet_days: int | None = None
    """The days since then, as of the document's day; left out where an incident is ongoing or the
    site's option `days_quiet` is off."""
    impaired_seconds: int
    """The time of its outages and degradations from started to mitigated, else resolved.
    Overlapping incidents count once; incidents of other kinds do not count."""
    without_end: int
    """The number of outages and degradations not in it, since their start or end is not known."""
    ongoing: int
    """The number of outages and degradations that are not in it, since they have not ended."""
    open_actions: int
    """The number of open action items of its incidents."""
    exposed: tuple[Exposure, ...]
    """The lessons that concern it and for which it has no fix, the shortest path first."""
    actions: ActionCounts
    """The action items of its incidents, counted."""


class Teaching(ApiModel):
    """An incident that taught a lesson."""

    incident: str
    """Its id."""
    day: date
    """The day it began."""


class LessonRecord(ApiModel):
    """A lesson of the catalogue with its history."""

    name: str
    """Its name in the catalogue."""
    url: str
    """Its page."""
    statement: str
    """The lesson in one sentence."""
    explanation: str | None = None
    """The reason for it and the advice, as Markdown without HTML."""
    signs: tuple[str, ...]
    """What an incident looks like when it applies."""
    examples: tuple[str, ...]
    """What incidents said that taught it."""
    themes: tuple[str, ...]
    """The themes that it belongs to."""
    taught_by: tuple[Teaching, ...]
    """The incidents that taught it, the earliest first."""
    paid_off: tuple[str, ...]
    """The ids of the incidents that list it among the things that went well."""
    came_back: tuple[Recurrence, ...]
    """Its recurrences while an action item of it was open."""
    did_not_hold: tuple[RecurrenceAfterFix, ...]
    """Its recurrences after a fix of it was done. Each fix is listed with the first incident after
    it, and each incident with the last fix before it."""
    exposed: tuple[Exposure, ...]
    """The services that it concerns and that have no fix for it, the shortest path first."""
    open_actions: int
    """The number of open action items that put it into practice."""
    actions: ActionCounts
    """The action items that put it into practice, counted."""


class ActionRecord(ApiModel):
    """An action item in any state."""

    incident: str
    """The id of its incident."""
    id: str
    """Its id within the incident."""
    url: str
    """Its place on the incident's page."""
    text: str
    """The work to do."""
    kind: ActionKind | None = None
    """Its kind, such as `prevent` or `detect`."""
    owner: str | None = None
    """Its owner: a person or a role."""
    due: date | None = None
    """The day by which it is due."""
    state: ActionState | None = None
    """Its state; left out if it is not recorded."""
    done_on: date | None = None
    """The day on which it was done."""
    overdue_days: int
    """The days by which it is overdue; 0 if it is not overdue."""
    age_days: int | None = None
    """The days from its incident until it was done, or until the document's day while it is open;
    left out where that is not recorded."""
    addresses: tuple[str, ...]
    """The texts (not the ids) of the nodes of the root cause that it removes or weakens."""
    measured_by: str | None = None
    """The measure of its effect."""
    verified_on: date | None = None
    """The day on which it was verified that it works."""
    evidence: tuple[str, ...]
    """What shows that it works."""
    lesson: str | None = None
    """The name of the lesson that it puts into practice."""
    services: tuple[str, ...]
    """The services that its incident affected."""
    tracker: str | None = None
    """The URL of its ticket."""
    came_back: tuple[str, ...]
    """The ids of later incidents that taught its lesson again while it was open."""
    did_not_hold: tuple[str, ...]
    """The ids of later incidents that taught its lesson again after its fix was done, as in the
    records of lessons."""
