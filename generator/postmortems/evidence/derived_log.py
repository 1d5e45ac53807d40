"""A log: how many entries of which level, its errors, and what became frequent."""

from __future__ import annotations  # Python 3.11 cannot subscript `array`

from array import array
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
        starts: the beginning of each period, in seconds since the epoch.
        seconds: the length of a period.
        counts: the number of entries in each period, by class of level.
        first_error: the first error that may be a sign of the incident.
        last_error: the last one.
        errors: the number of errors during the incident, or shortly before it.
        frequent: the messages that became frequent.
        excerpt: the entries around the start of the incident.
    """

    starts: array[float]
    seconds: float
    counts: Mapping[str, array[int]] = field(default_factory=dict)
    first_error: LogLine | None = None
    last_error: LogLine | None = None
    errors: int = 0
    frequent: tuple[FrequentMessage, ...] = ()
    excerpt: tuple[LogLine, ...] = ()


def derived_log(entries, span, window, redact, limits):  # TEMPORARY
    for entry in entries():
        span.add(entry.time)
    return
