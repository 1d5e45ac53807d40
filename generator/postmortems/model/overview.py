"""Incident Overview: what happened, how bad, when, and the state of the document."""

from typing import Literal, get_args

from pydantic import Field

from .phases import Times
from .record import Record, section, titled
from .scalars import Day, Line, Prose, Slug, Slugs, Url

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
    """How it was noticed."""

    method: DetectionMethod | None = titled("Detection method")
    """What noticed first: an alert, somebody looking at monitoring, a customer, ..."""
    source: Line | None = titled("Detection source")
    """Which alert, dashboard or person, in words."""


class Document(Record):
    """The state of the postmortem itself, apart from the incident's."""

    status: DocumentStatus = titled("Document status", "draft")
    """A draft may be incomplete; a published postmortem of a major severity may not."""
    authors: Slugs = titled("Authors", ())
    """Roles or handles, not full names."""
    published: Day | None = titled("Published")
    """The day it was published."""


class Related(Record):
    """Another incident that a reader should know of, and why."""

    incident: Slug = Field(title="Incident")
    """The other incident's id (its folder) or one of its aliases."""
    because: Line | None = titled("Because")
    """What the two have in common."""


class Link(Record):
    """A page elsewhere."""

    title: Line = Field(title="Title")
    """What the page is."""
    url: Url = Field(title="Address")
    """Its address, with `https://`."""


class Overview(Record):
    """The keys at the top of `incident.yaml`."""

    title: Line = Field(title="Title")
    """The symptom, as somebody would search for it."""
    aliases: Slugs = titled("Also known as", ())
    """Other ids this incident goes by, such as the tracker's number."""
    severity: Slug = Field(title="Severity level")
    """One of the levels of `severities.yaml`; SEV1 (worst) to SEV5 where there is no such file."""
    kind: Kind = titled("Kind", "outage")
    """What sort of incident it was."""
    status: Status = titled("Current status", "resolved")
    """Where the incident stands."""
    summary: Prose | None = titled("Summary")
    """Two to five sentences for somebody who reads nothing else."""
    times: Times = section(Times, "Times")
    """When it reached each phase. A row of the timeline can set a phase instead, by `marks`."""
    detection: Detection = section(Detection, "Detection")
    """How it was noticed."""
    document: Document = section(Document, "Document")
    """The state of the postmortem itself."""
    audience: Literal["internal", "public"] = titled("Audience", "internal")
    """Whom it is written for: a label that hides nothing; all of the YAML is on the site."""
    related: tuple[Related, ...] = titled("Related incidents", ())
    """Other incidents worth reading beside this one."""
    links: tuple[Link, ...] = titled("Links", ())
    """Pages elsewhere: status page, tracker, the public account."""
