"""The limits of evidence: how much of a file is read, and how much is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much of a file of evidence is read, and how much of it a page shows."""

    stored_bytes: int = 5 * 1024 * 1024
    """The size of a file in the repository."""
    unpacked_bytes: int = 64 * 1024 * 1024
    """The size of a file after decompression."""
    lines: int = 1_000_000
    """The lines of a log."""
    series: int = 50
    """The series of a file of metrics."""
    drawn_series: int = 8
    """The series of a file that are drawn: those that are furthest from their baseline."""
    buckets: int = 300
    """The points of a series in a chart."""


DEFAULT_LIMITS = Limits()
