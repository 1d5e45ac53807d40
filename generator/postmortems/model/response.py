"""Immediate Actions: how the incident was stopped, and who was informed."""

from .record import Record, section, titled
from .scalars import Lines

HEADING = "Immediate Actions"


class Stabilization(Record):
    """Measures that stopped the effects of the incident."""

    rollback: Lines = titled("Rollback procedure", ())
    """Changes that were rolled back, and how."""
    traffic: Lines = titled("Traffic rerouting", ())
    """Where traffic was routed instead."""
    scaling: Lines = titled("Resource scaling", ())
    """Resources that were added."""
    patches: Lines = titled("Emergency patches", ())
    """Emergency changes to code or configuration."""


class Communication(Record):
    """Messages about the incident, with their recipients and times."""

    status_page: Lines = titled("Status page update", ())
    """Messages on the status page, with their times."""
    customers: Lines = titled("Customer notification", ())
    """Direct messages to customers."""
    escalation: Lines = titled("Internal escalation", ())
    """People and teams that were called in."""
    stakeholders: Lines = titled("Stakeholder briefing", ())
    """Others who were informed."""


class Response(Record):
    """How the incident was stopped, and who was informed."""

    stabilization: Stabilization = section(Stabilization, "Stabilization")
    """Measures that stopped the effects of the incident."""
    communication: Communication = section(Communication, "Communication")
    """Messages about the incident, with their recipients and times."""
