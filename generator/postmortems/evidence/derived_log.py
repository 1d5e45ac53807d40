"""A log: how many entries of which level, its errors, and what became frequent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class LogLine:
    """An entry of a log with its place; `text` is redacted."""

    time: datetime
    line: int
    text: str


@dataclass(frozen=True)
class FrequentMessage:
    """A message that became frequent during the incident; `text` is redacted.

    `before` is the number in a period of the same length before the incident, or in as much of it
    as the file has.
    """

    text: str
    during: int
    before: int
    line: int


@dataclass(frozen=True)
class DerivedLog:
    """What is derived from a log.

    Args:
        counts: the number of entries of each minute around the incident, by class of level:
            `error`, `warning`, `info` or `other`. The minutes are in seconds since the epoch.
        first_error: the first error that may be a sign of the incident.
        last_error: the last one.
        errors: the number of errors during the incident, or shortly before it.
        frequent: the messages that became frequent.
        excerpt: the entries around the start of the incident.
    """

    counts: Mapping[float, Mapping[str, int]] = field(default_factory=dict)
    first_error: LogLine | None = None
    last_error: LogLine | None = None
    errors: int = 0
    frequent: tuple[FrequentMessage, ...] = ()
    excerpt: tuple[LogLine, ...] = ()


def derived_log(entries, span, window, redact, limits):  # TEMPORARY
    for entry in entries():
        span.add(entry.time)
    return
