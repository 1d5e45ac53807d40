"""Incident Overview: title, severity, times, detection, and the state of the document."""

from typing import Literal, get_args

from pydantic import Field

from .phases import Times
from .record import Record, section, titled
from .scalars import Day, Line, Lines, Prose, Slug, Slugs, Url
from .zone import ZoneName

HEADING = "Incident Overview"

Kind = Literal["outage", "degradation", "data-loss", "security", "near-miss", "other"]
Status = Literal["investigating", "identified", "monitoring", "resolved"]
DetectionMethod = Literal[
    "alert",
    "monitoring",
    "employee",
    "customer",
    "partner",
    "researcher",
    "audit",
    "automation",
    "unknown",
]

DocumentStatus = Literal["draft", "in-review", "published", "closed", "withdrawn"]
DOCUMENT_STATUSES: tuple[DocumentStatus, ...] = get_args(DocumentStatus)


class Detection(Record):
    """How the incident was detected."""

    method: DetectionMethod | None = titled("Detection method")
    """The first source of the detection: an alert, a person watching monitoring, a customer, ..."""
    source: Line | None = titled("Detection source")
    """The name of the alert or dashboard, or the role of the person."""


class Document(Record):
    """The state of the document, as opposed to that of the incident."""

    status: DocumentStatus = titled("Document status", "draft")
    """A draft may be incomplete; a published postmortem of a major severity may not."""
    authors: Slugs = titled("Authors", ())
    """Roles or handles, not full names."""
    published: Day | None = titled("Published")
    """The day it was published."""


class Related(Record):
    """A related incident, and the reason why it is related."""

    incident: Slug = Field(title="Incident")
    """The other incident's id (its folder) or one of its aliases."""
    because: Line | None = titled("Because")
    """What the two have in common."""


class Link(Record):
    """A page elsewhere."""

    title: Line = Field(title="Title")
    """The title of the page."""
    url: Url = Field(title="Address")
    """Its address, with `https://`."""


class Overview(Record):
    """The keys at the top of `incident.yaml`."""

    title: Line = Field(title="Title")
    """The symptom, as somebody would search for it."""
    aliases: Slugs = titled("Also known as", ())
    """Other ids of this incident, such as its number in an issue tracker."""
    severity: Slug = Field(title="Severity level")
    """A level of `severities.yaml`; without that file, SEV1 (worst) to SEV5."""
    kind: Kind = titled("Kind", "outage")
    """The kind of incident."""
    status: Status = titled("Current status", "resolved")
    """The state of the incident."""
    summary: Prose | None = titled("Summary")
    """Two to five sentences for readers who read nothing else."""
    symptoms: Lines = titled("Symptoms", ())
    """What people and tools saw: error messages, names of alerts. The search weighs them most."""
    timezone: ZoneName | None = titled("Time zone")
    """The zone of its times without an offset, such as `Europe/London` or `+01:00`."""
    times: Times = section(Times, "Times")
    """The start of each phase. A row of the timeline can set it instead, with `marks`."""
    detection: Detection = section(Detection, "Detection")
    """How the incident was detected."""
    document: Document = section(Document, "Document")
    """The state of the postmortem itself."""
    audience: Literal["internal", "public"] = titled("Audience", "internal")
    """The intended readers. This label hides nothing; the site shows all of the YAML."""
    related: tuple[Related, ...] = titled("Related incidents", ())
    """Related incidents."""
    links: tuple[Link, ...] = titled("Links", ())
    """Pages elsewhere: status page, tracker, the public account."""
