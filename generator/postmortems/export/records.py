"""The records that programs read, and the documents that hold them: version 1 of the API.

A field that nobody recorded is left out. Lengths of time are in seconds, moments are RFC 3339 in
UTC, and addresses are relative to the document that holds them.
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
SCHEMA_VERSION = "1.1"
"""The second number grows when fields are added, the first when one changes or goes."""


class Facts(Documented):
    """What every record has in common."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    def plain(self) -> dict[str, Any]:
        """The record as JSON has it."""
        return self.model_dump(mode="json", exclude_none=True)


class ActionCounts(Facts):
    """How many action items an incident has, and where they stand."""

    total: int
    """All of them."""
    open: int
    """Those of which it is recorded that work is left."""
    overdue: int
    """Those of the open ones that are past their due day."""
    done: int
    """Those of which it is recorded that they are done."""
    cancelled: int
    """Those that were called off."""
    unknown: int
    """Those of which nobody recorded where they stand."""


class Recurrence(Facts):
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
    """For how many days it had been overdue by then; 0 when it was not."""


class IncidentSummary(Facts):
    """An incident in a few facts, as lists of incidents have it."""

    id: str
    """The name of its folder."""
    url: str
    """Its page."""
    title: str
    """The symptom."""
    severity: str
    """A level of the rubric."""
    kind: Kind
    """What sort of incident it was."""
    status: Status
    """Where the incident stands."""
    document: DocumentStatus
    """Where its postmortem stands."""
    day: date
    """The day it began, in UTC."""
    started: datetime | None = None
    """When it began; left out where only the day is known."""
    approximate: tuple[Phase, ...] | None = None
    """The phases whose time is a guess."""
    durations: dict[MetricName, int]
    """Seconds from started to detected, acknowledged, mitigated and resolved."""
    ongoing_days: int | None = None
    """For how many days it has been going on by the document's day; left out when it is over."""
    services: tuple[str, ...]
    """The names of the services that were affected."""
    teams: tuple[str, ...]
    """The teams that own those services."""
    trigger: TriggerCategory | None = None
    """The category of what set it off."""
    lessons: tuple[str, ...]
    """The names of the lessons that it taught."""
    actions: ActionCounts
    """Its action items, counted."""


class IncidentRecord(IncidentSummary):
    """An incident with all that was written of it."""

    summary: str | None = None
    """What happened, as Markdown without HTML."""
    times: dict[Phase, datetime]
    """When it reached each phase, as far as anybody recorded it."""
    factors: tuple[FactorCategory, ...]
    """The categories of what made it possible."""
    came_back: tuple[Recurrence, ...]
    """What came back with it, or after it, while work on it was open."""
    content: dict[str, JsonValue]
    """The incident in the format of its folder, described by `schema/content.json`; of
    evidence only the files that are published."""


class ServiceRecord(Facts):
    """A service of the catalogue with what its incidents add up to."""

    name: str
    """Its name in the catalogue."""
    url: str
    """Its page."""
    title: str
    """Its name for people."""
    team: str | None = None
    """Who owns it."""
    description: str | None = None
    """What it does."""
    depends_on: tuple[str, ...]
    """The services that it needs."""
    needed_by: tuple[str, ...]
    """The services that need it."""
    incidents: tuple[str, ...]
    """The ids of its incidents, newest first."""
    last_incident: date | None = None
    """The day of the newest."""
    quiet_days: int | None = None
    """The days since then, as of the document's day; left out where an incident is ongoing or the
    site's option `days_quiet` is off."""
    impaired_seconds: int
    """The time of its outages and degradations from started to mitigated, else resolved; overlaps
    once. Incidents of other kinds are not in it."""
    without_end: int
    """Outages and degradations that are not in it, since nobody recorded when they ended."""
    ongoing: int
    """Outages and degradations that are not in it, since they have not ended."""
    open_actions: int
    """How many action items of its incidents are open."""
    actions: ActionCounts
    """The action items of its incidents, counted."""


class Teaching(Facts):
    """An incident that taught a lesson."""

    incident: str
    """Its id."""
    day: date
    """The day it began."""


class LessonRecord(Facts):
    """A lesson of the catalogue with its history."""

    name: str
    """Its name in the catalogue."""
    url: str
    """Its page."""
    statement: str
    """The lesson in a sentence."""
    explanation: str | None = None
    """Why it is so and what to do, as Markdown without HTML."""
    themes: tuple[str, ...]
    """Words to group lessons by."""
    taught_by: tuple[Teaching, ...]
    """The incidents that taught it, the earliest first."""
    paid_off: tuple[str, ...]
    """The ids of incidents where it was among the things that went well."""
    came_back: tuple[Recurrence, ...]
    """When it came back while work on it was open."""
    open_actions: int
    """How many action items that put it into practice are open."""
    actions: ActionCounts
    """The action items that put it into practice, counted."""


class ActionRecord(Facts):
    """An action item, wherever it stands."""

    incident: str
    """The id of its incident."""
    id: str
    """Its name within the incident."""
    url: str
    """Its place on the incident's page."""
    text: str
    """What will be done."""
    kind: ActionKind | None = None
    """What it is good for."""
    owner: str | None = None
    """A person or a role."""
    due: date | None = None
    """The day by which it will be done."""
    state: ActionState | None = None
    """Where it stands; left out where nobody recorded it."""
    done_on: date | None = None
    """The day it was finished."""
    overdue_days: int
    """For how many days it is overdue; 0 when it is not."""
    age_days: int | None = None
    """The days from its incident until it was done, or until the document's day while it is open;
    left out where that is not recorded."""
    addresses: tuple[str, ...]
    """What it removes or weakens, in the words of the root cause."""
    measured_by: str | None = None
    """How to tell that it works."""
    lesson: str | None = None
    """The name of the lesson that it puts into practice."""
    services: tuple[str, ...]
    """The services that its incident affected."""
    tracker: str | None = None
    """The ticket where the work is followed."""
    came_back: tuple[str, ...]
    """The ids of incidents that came while it was open, and taught its lesson again."""


class Document(Facts):
    """What every document says of itself."""

    schema_version: str = SCHEMA_VERSION
    """The version of the records."""
    generated_at: datetime
    """When it was made; that of SOURCE_DATE_EPOCH where set, so that builds can be repeated."""
    as_of: date
    """The day by which it is told what is overdue."""


class Overview(Document):
    """What there is: how many of each, and where."""

    site: str
    """The name of the site."""
    counts: dict[str, int]
    """How many incidents, services, lessons and action items there are."""
    documents: dict[str, str]
    """The addresses of the other documents by name."""


class Incidents(Document):
    """All incidents, newest first."""

    count: int
    """How many."""
    incidents: tuple[IncidentSummary, ...]
    """Each in a few facts."""


class IncidentDocument(Document):
    """One incident."""

    incident: IncidentRecord
    """All of it."""


class Services(Document):
    """All services of the catalogue."""

    count: int
    """How many."""
    services: tuple[ServiceRecord, ...]
    """In the order of the catalogue."""


class Lessons(Document):
    """All lessons of the catalogue."""

    count: int
    """How many."""
    lessons: tuple[LessonRecord, ...]
    """The most often taught first."""


class Actions(Document):
    """All action items of all incidents."""

    count: int
    """How many."""
    actions: tuple[ActionRecord, ...]
    """Those of the newest incident first."""
