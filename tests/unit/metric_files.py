"""Reads a text as a file of metrics, for tests."""

import math
from datetime import UTC, datetime

from postmortems.evidence import (
    Clock,
    Columns,
    Limits,
    Reading,
    Series,
    Source,
    read_evidence,
)


def read(
    text: str,
    *,
    columns: Columns | None = None,
    clock: Clock | None = None,
    limits: Limits | None = None,
) -> Reading:
    source = Source(
        "cpu.csv", text.encode(), clock or Clock(), columns or Columns(), limits or Limits()
    )
    return read_evidence(source, "metrics")


def at(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(sep=" ")[:19]


def only(reading: Reading) -> Series:
    assert len(reading.series) == 1
    return reading.series[0]


def values(series: Series) -> list[float | None]:
    return [None if math.isnan(value) else value for value in series.values]
