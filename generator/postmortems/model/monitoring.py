"""Production Monitoring Data: the alerts and the metrics."""

import re
from typing import ClassVar

from pydantic import Field

from .open_record import OpenRecord
from .record import Record, section, titled
from .scalars import Line

METRIC = re.compile(r"[A-Za-z][A-Za-z0-9_ .%/()-]*")
HEADING = "Production Monitoring Data"


class Alert(Record):
    """An alert that fired."""

    alert: Line = Field(title="Alert")
    """The name of the alert."""
    threshold: Line | None = titled("Threshold")
    """The value it fires at, with its unit."""
    actual: Line | None = titled("Actual")
    """The value it saw."""
    duration: Line | None = titled("Duration")
    """How long it fired, as the tool reports it."""


class Anomalies(OpenRecord):
    """Anomalies in metrics, one line per metric. Custom metric names are allowed."""

    other_keys_help: ClassVar[str] = "A metric of the team's own."
    other_keys_pattern: ClassVar[str] = METRIC.pattern

    other_keys_error: ClassVar[str] = (
        "is not the name of a metric; use letters, digits and underscores"
    )

    cpu_usage: Line | None = titled("CPU usage")
    """Processor load."""
    memory_usage: Line | None = titled("Memory usage")
    """Memory in use."""
    error_rate: Line | None = titled("Error rate")
    """Share or number of failed requests."""
    response_time: Line | None = titled("Response time")
    """Latency, with its percentile."""


class Monitoring(Record):
    """The alerts that fired, and the anomalies in metrics."""

    alerts_triggered: tuple[Alert, ...] = titled("Alerts triggered", ())
    """The alerts that fired."""
    metrics_anomalies: Anomalies = section(Anomalies, "Metrics anomalies")
    """Anomalies in metrics."""
