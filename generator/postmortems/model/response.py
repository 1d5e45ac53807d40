"""Immediate Actions: how it was stopped, and who was told."""

from .record import Record, section, titled
from .scalars import Lines

HEADING = "Immediate Actions"


class Stabilization(Record):
    """What stopped the harm."""

    rollback: Lines = titled("Rollback procedure", ())
    """What was taken back, and how."""
    traffic: Lines = titled("Traffic rerouting", ())
    """Where requests were sent instead."""
    scaling: Lines = titled("Resource scaling", ())
    """What was added."""
    patches: Lines = titled("Emergency patches", ())
    """What was changed on the spot."""


class Communication(Record):
    """Who was told what, and when."""

    status_page: Lines = titled("Status page update", ())
    """What the status page said, and when."""
    customers: Lines = titled("Customer notification", ())
    """What customers were told directly."""
    escalation: Lines = titled("Internal escalation", ())
    """Who was called in."""
    stakeholders: Lines = titled("Stakeholder briefing", ())
    """Who else was kept informed."""


class Response(Record):
    """How it was stopped, and who was told."""

    stabilization: Stabilization = section(Stabilization, "Stabilization")
    """What stopped the harm."""
    communication: Communication = section(Communication, "Communication")
    """Who was told what, and when."""
