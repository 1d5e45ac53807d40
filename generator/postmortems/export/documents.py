"""The models of the API's documents, which contain the records.

The class names are the names of the published schemas.
"""

from datetime import date, datetime

from .insight_records import InsightsRecord
from .quarter_record import QuarterRecord
from .records import (
    ActionRecord,
    ApiModel,
    IncidentRecord,
    IncidentSummary,
    LessonRecord,
    ServiceRecord,
)
from .theme_record import ThemeRecord

SCHEMA_VERSION = "1.4"
"""Minor: fields added or schemas renamed. Major: a field changed or removed."""


class ApiDocument(ApiModel):
    """The base of every document."""

    schema_version: str = SCHEMA_VERSION
    """The version of the schemas."""
    generated_at: datetime
    """The time of SOURCE_DATE_EPOCH if it is set, else the start of the day of the build."""
    as_of: date
    """The day for which overdue items, ages and ongoing incidents are computed."""


class Overview(ApiDocument):
    """The number of records of each kind, and the addresses of the other documents."""

    site: str
    """The name of the site."""
    counts: dict[str, int]
    """The number of incidents, services, lessons and action items."""
    documents: dict[str, str]
    """The addresses of the other documents by name."""


class Incidents(ApiDocument):
    """All incidents, newest first."""

    count: int
    """The number of records in the list."""
    incidents: tuple[IncidentSummary, ...]
    """The incidents, each with its main facts."""


class IncidentDocument(ApiDocument):
    """One incident."""

    incident: IncidentRecord
    """The incident."""


class Services(ApiDocument):
    """All services of the catalogue."""

    count: int
    """The number of records in the list."""
    services: tuple[ServiceRecord, ...]
    """In the order of the catalogue."""


class Lessons(ApiDocument):
    """All lessons of the catalogue."""

    count: int
    """The number of records in the list."""
    lessons: tuple[LessonRecord, ...]
    """The most often taught first."""


class Themes(ApiDocument):
    """All themes of lessons."""

    count: int
    """The number of records in the list."""
    themes: tuple[ThemeRecord, ...]
    """Those with the most incidents first."""


class Actions(ApiDocument):
    """All action items of all incidents."""

    count: int
    """The number of records in the list."""
    actions: tuple[ActionRecord, ...]
    """Those of the newest incident first."""


class Quarters(ApiDocument):
    """The quarters with an incident."""

    count: int
    """The number of records in the list."""
    quarters: tuple[QuarterRecord, ...]
    """The newest first."""


class Insights(ApiDocument):
    """The numbers of the page of insights, apart from those that need an option of the site."""

    insights: InsightsRecord
    """What all incidents say together."""
