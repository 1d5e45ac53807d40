"""What a reader must find in a real file of evidence, and how a reading differs from it."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from postmortems.evidence import AlertRecord, LogEntry, Reading, Series

_LEVELS = {
    **{"10": "trace", "20": "debug", "30": "info", "40": "warning", "50": "error", "60": "fatal"},
    **{"d": "debug", "i": "info", "w": "warning", "e": "error", "f": "fatal", "warn": "warning"},
    "err": "error",
}


@dataclass(frozen=True)
class Expectation:
    """A row of the index: a file and what is in it."""

    file: str
    kind: str
    records: int | None
    first: str
    last: str
    facts: Mapping[str, Any]

    @classmethod
    def of_row(cls, row: Mapping[str, str]) -> "Expectation":
        """Return the expectation of a row of the index.

        Raises:
            ValueError: the row is not complete.
        """
        facts = json.loads(row["expected_json"])
        records = int(row["records"]) if row["records"] else None
        return cls(row["file"], row["kind"], records, row["first"], row["last"], facts)

    @property
    def is_input(self) -> bool:
        """Whether the file is read at all: labels beside other files are not."""
        return "not an input" not in self._note

    @property
    def is_unreadable(self) -> bool:
        """Whether a reader must refuse the file, because it has no times."""
        return self.records is None or "no time" in self._note

    @property
    def _note(self) -> str:
        return str(self.facts.get("note", ""))


@dataclass(frozen=True)
class Measured:
    """What a reading has, in the terms of the index."""

    format: str
    records: int
    times: list[str]
    """The earliest and the latest time."""
    extremes: str
    differences: list[str]


def measured(reading: Reading, expected: Expectation) -> Measured:
    """Compare a reading with its expectation."""
    entries = list(reading.entries()) if reading.entries else []
    texts = sorted(_text(time, reading) for time in _times(reading, entries))
    differences = [
        *_differs("records", reading.record_count, expected.records),
        *_times_differ(texts, reading, expected),
        *_metrics_differ(reading, expected.facts),
        *_logs_differ(reading, entries, expected.facts),
        *_alerts_differ(reading.alerts, expected.facts),
    ]
    ends = [texts[0], texts[-1]] if texts else []
    extremes = _extremes(reading, entries)
    return Measured(reading.format, reading.record_count, ends, extremes, differences)


def _times(reading: Reading, entries: Iterable[LogEntry]) -> Iterator[datetime]:
    for alert in reading.alerts:
        yield alert.started
        yield from filter(None, (alert.acknowledged, alert.ended))
    for series in reading.series:
        yield from (datetime.fromtimestamp(time, UTC) for time in (series.times or ()))
    yield from (report.time for report in reading.reports)
    yield from (entry.time for entry in entries)


def _text(time: datetime, reading: Reading) -> str:
    """Return a time as the index writes it, to the second."""
    text = time.strftime("%Y-%m-%dT%H:%M:%S")
    if not reading.has_year:
        text = f"(no year){text[4:]}"
    return text + ("Z" if reading.has_zone else " (no zone)")


def _normal(text: str) -> str:
    """Return a time of the index with `T` between day and time of day."""
    return text.replace(" ", "T", 1) if text[10:11] == " " and text[:2].isdigit() else text


def _times_differ(texts: list[str], reading: Reading, expected: Expectation) -> Iterator[str]:
    if expected.first:
        yield from _differs("first", texts[0] if texts else None, _normal(expected.first))
    if not expected.last:
        return
    last = _normal(expected.last)
    starts = [_text(alert.started, reading) for alert in reading.alerts]
    if last not in texts and any("`endsAt`" in note for note in reading.notes):
        return  # the index has the time after which Alertmanager would drop the alert
    if last not in (max(starts, default=""), max(texts, default="")):
        yield from _differs("last", texts[-1] if texts else None, last)


def _metrics_differ(reading: Reading, facts: Mapping[str, Any]) -> Iterator[str]:
    if not reading.series:
        return
    points = [point for series in reading.series for point in _points(series)]
    if "peak" in facts:
        peak = max((value for _, value in points), default=math.nan)
        yield from _differs("peak", peak, facts["peak"])
        at = min((time for time, value in points if value == peak), default=math.nan)
        want = facts.get("peak_at") or facts.get("peak_at_earliest")
        yield from _differs("peak at", _second(at), _clock(want))
    if "min" in facts:
        yield from _differs("min", min((value for _, value in points), default=None), facts["min"])
    wanted = [*facts.get("peaks", {}).values()]
    if "target_series_peak" in facts:
        wanted.append([facts["target_series_peak"], facts["target_series_peak_at"]])
    peaks = [_peak(series) for series in reading.series]
    for value, at_text in wanted:
        if (value, _clock(at_text)) not in peaks:
            yield f"no series has the peak {value} at {at_text}"


def _points(series: Series) -> list[tuple[float, float]]:
    pairs = zip(series.times, series.values, strict=True)
    return [(time, value) for time, value in pairs if math.isfinite(value)]


def _peak(series: Series) -> tuple[float, str | None]:
    points = _points(series)
    value = max((value for _, value in points), default=math.nan)
    return value, _second(min((at for at, one in points if one == value), default=math.nan))


def _second(time: float) -> str | None:
    if math.isnan(time):
        return None
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _clock(text: Any) -> str | None:
    return _normal(str(text))[:19] if text else None


def _logs_differ(
    reading: Reading, entries: list[LogEntry], facts: Mapping[str, Any]
) -> Iterator[str]:
    if reading.kind != "logs":
        return
    if "levels" in facts:
        levels = Counter(_level(entry.level) for entry in entries if entry.level)
        wanted = Counter[str]()
        for level, number in facts["levels"].items():
            wanted[_level(level)] += number
        yield from _differs("levels", dict(sorted(levels.items())), dict(sorted(wanted.items())))
    if "warnings" in facts:
        # an event that was repeated has several entries, of one line
        lines = {entry.line for entry in entries if _level(entry.level) == "warning"}
        yield from _differs("warnings", len(lines), facts["warnings"])
    if "peak_minute" in facts:
        minute, number = facts["peak_minute"]
        minutes = _minutes(reading, entries)
        yield from _differs("peak per minute", max(minutes.values(), default=0), number)
        yield from _differs("entries of the peak minute", minutes[_normal(minute)], number)


def _minutes(reading: Reading, entries: Iterable[LogEntry]) -> Counter[str]:
    return Counter(_text(entry.time.replace(second=0), reading) for entry in entries)


def _level(level: str) -> str:
    return _LEVELS.get(level.lower(), level.lower())


def _alerts_differ(alerts: Iterable[AlertRecord], facts: Mapping[str, Any]) -> Iterator[str]:
    alerts = list(alerts)
    if not alerts:
        return
    names = {alert.name for alert in alerts}
    titles = [item["title"] for item in facts.get("items", []) if "title" in item]
    for name in {*facts.get("names", []), *titles} - names:
        yield f"no alert is called `{name}`"
    actual = " ".join(alert.actual or "" for alert in alerts)
    for value in facts.get("values", []):
        if value not in actual:
            yield f"no alert has the value {value}"
    if "threshold" in facts:
        limits = {float(alert.threshold.split()[1]) for alert in alerts if alert.threshold}
        yield from _differs("threshold", limits, {facts["threshold"]})


def _extremes(reading: Reading, entries: list[LogEntry]) -> str:
    if reading.series:
        values = [value for series in reading.series for _, value in _points(series)]
        return f"{min(values)} to {max(values)}" if values else "no values"
    if entries:
        levels = Counter(_level(entry.level) or "no level" for entry in entries)
        minute, number = max(_minutes(reading, entries).items(), key=lambda one: one[1])
        counts = ", ".join(f"{number} {level}" for level, number in levels.most_common())
        return f"{counts}; {number} in {minute}"
    return ""


def _differs(what: str, value: Any, expected: Any) -> Iterator[str]:
    if value != expected:
        yield f"{what} {value}, expected {expected}"
