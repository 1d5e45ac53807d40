"""Production Monitoring Data: the alerts and the metrics."""

import re
from typing import Any, ClassVar

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from .record import Record, label, section, titled
from .scalars import Line, shortened

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


class Anomalies(Record):
    """Anomalies in metrics, one line per metric. Custom metric names are allowed."""

    other_keys_help: ClassVar[str] = "A metric of the team's own."
    other_keys_pattern: ClassVar[str] = METRIC.pattern

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Line]

    cpu_usage: Line | None = titled("CPU usage")
    """Processor load."""
    memory_usage: Line | None = titled("Memory usage")
    """Memory in use."""
    error_rate: Line | None = titled("Error rate")
    """Share or number of failed requests."""
    response_time: Line | None = titled("Response time")
    """Latency, with its percentile."""

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        for name in value:
            if not METRIC.fullmatch(name):
                raise PydanticCustomError(
                    "unknown-key",
                    "`{text}` is not the name of a metric; use letters, digits and underscores",
                    {"text": shortened(name)},
                )
        return {name: text for name, text in value.items() if text is not None}

    def recorded(self) -> list[tuple[str, str, object]]:
        """Return the metrics with a value, the custom ones after the four of the template."""
        own = sorted((self.__pydantic_extra__ or {}).items())
        return super().recorded() + [(name, label(name), value) for name, value in own]

    def is_blank(self) -> bool:
        """Return whether no metric has a value, of the template or custom."""
        return not self.__pydantic_extra__ and super().is_blank()


class Monitoring(Record):
    """The alerts that fired, and the anomalies in metrics."""

    alerts_triggered: tuple[Alert, ...] = titled("Alerts triggered", ())
    """The alerts that fired."""
    metrics_anomalies: Anomalies = section(Anomalies, "Metrics anomalies")
    """Anomalies in metrics."""
