"""Alerts as rows of a page: one row per alert, however often it fired and in how many files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from .records import AlertRecord
from .redactor import Redact
from .window import Window

MOST_RECORDS = 2_000
"""The alerts of one file that are kept; those during the incident come first."""


@dataclass(frozen=True)
class DerivedAlert:
    """An alert that fired once, with redacted texts; see `AlertRecord`. `key` is a hash."""

    key: str
    name: str
    started: datetime
    line: int
    ended: datetime | None = None
    acknowledged: datetime | None = None
    severity: str = ""
    threshold: str = ""
    actual: str = ""
    start_known: bool = True


@dataclass(frozen=True)
class AlertRow:
    """All times that one alert fired, during an incident or outside of it.

    Args:
        name: of the alert.
        is_during: whether it fired during the incident.
        first: when it fired first.
        last: when it ended last; None if an end is missing.
        times: how often it fired.
        targets: on how many targets.
        thresholds: its different thresholds, as the export has them.
        actuals: the different values that it saw.
        places: the index of each entry of evidence that has it, with the line of its first record.
        start_known: whether `first` is when it fired, and not when it ended.
    """

    name: str
    is_during: bool
    first: datetime
    last: datetime | None
    times: int
    targets: int
    thresholds: tuple[str, ...]
    actuals: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    start_known: bool = True


def derived_alerts(
    records: Iterable[AlertRecord], window: Window, redact: Redact
) -> tuple[DerivedAlert, ...]:
    """Return the alerts of a file without duplicates, the first one first.

    An export repeats an alert for each receiver and state; the record with an end is kept.
    """
    unique: dict[tuple[str, datetime], AlertRecord] = {}
    for record in records:
        same = record.key or record.name, record.started
        known = unique.get(same)
        if known is None or (known.ended is None and record.ended is not None):
            unique[same] = record
    kept = sorted(
        unique.values(),
        key=lambda one: (not window.overlaps(one.started, one.ended), one.started),
    )[:MOST_RECORDS]
    return tuple(_derived(one, redact) for one in sorted(kept, key=lambda one: one.started))


def _derived(record: AlertRecord, redact: Redact) -> DerivedAlert:
    key = record.key or record.name
    return DerivedAlert(
        sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20],
        redact(record.name),
        record.started,
        record.line,
        record.ended,
        record.acknowledged,
        redact(record.severity or ""),
        redact(record.threshold or ""),
        redact(record.actual or ""),
        record.start_known,
    )


def alert_rows(
    files: Iterable[tuple[int, Iterable[DerivedAlert]]], window: Window
) -> tuple[AlertRow, ...]:
    """Return the alerts of several files: those during the incident first, each by its time.

    Each file is the index of its entry and its alerts. An alert with the same key and start in two
    files counts once.
    """
    groups: dict[tuple[bool, str], list[tuple[int, DerivedAlert]]] = {}
    seen: set[tuple[str, datetime]] = set()
    for index, alerts in files:
        for alert in alerts:
            same = alert.key, alert.started
            if same not in seen:
                seen.add(same)
                is_during = window.overlaps(alert.started, alert.ended)
                groups.setdefault((is_during, alert.name), []).append((index, alert))
    rows = [_row(name, is_during, group) for (is_during, name), group in groups.items()]
    return tuple(sorted(rows, key=lambda row: (not row.is_during, row.first, row.name)))


def _row(name: str, is_during: bool, group: list[tuple[int, DerivedAlert]]) -> AlertRow:
    alerts = sorted((alert for _, alert in group), key=lambda one: one.started)
    ends = [alert.ended for alert in alerts]
    lines: dict[int, int] = {}
    for index, alert in sorted(group, key=lambda pair: pair[1].started):
        lines.setdefault(index, alert.line)
    return AlertRow(
        name,
        is_during,
        alerts[0].started,
        None if None in ends else max(end for end in ends if end),
        len(alerts),
        len({alert.key for alert in alerts}),
        tuple(_different(alert.threshold for alert in alerts)),
        tuple(_different(alert.actual for alert in alerts)),
        tuple(lines.items()),
        alerts[0].start_known,
    )


def _different(texts: Iterable[str]) -> Iterator[str]:
    """Yield each text once, in order."""
    yield from dict.fromkeys(text for text in texts if text)
