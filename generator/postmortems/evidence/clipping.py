"""Cut a file of evidence to the time around an incident, and keep its structure valid.

Files of lines are cut between records; what stands before the first record, such as a header, is
kept. In JSON, the elements of lists are left out: pairs of a time and a value, or the elements of
the longest list, if each can be read on its own. What was cut is read again; if a record in the
window is missing or a record is new, the file is not cut.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ..model import Incident
from .errors import UnreadableEvidenceError
from .records import Reading
from .source import Source
from .times import Clock, epoch_seconds

BEFORE = timedelta(hours=24)
"""How long before the start of an incident its evidence is kept."""
AFTER = timedelta(hours=1)
"""How long after the end of an incident its evidence is kept."""
_MOST_ELEMENTS = 20_000
"""The elements of a list in JSON that are read one by one."""
_DEPTH = 6

Read = Callable[[Source], Reading]
"""Reads a file; raises `UnreadableEvidenceError`."""


@dataclass(frozen=True)
class Window:
    """The time to keep, in UTC; `end` is None for an incident that is not over."""

    start: datetime
    end: datetime | None

    @classmethod
    def around(cls, incident: Incident) -> "Window | None":
        """Return the time around an incident; None if no start is recorded."""
        phases = {phase: moment.at for phase, moment in incident.phases.items()}
        if not (started := phases.get("started") or phases.get("detected")):
            return None
        ended = phases.get("resolved") or phases.get("mitigated")
        return cls(started - BEFORE, ended + AFTER if ended else None)

    def has(self, first: datetime, last: datetime | None = None) -> bool:
        """Return whether a time, or a part of a period, is within."""
        return (last or first) >= self.start and (self.end is None or first <= self.end)


@dataclass(frozen=True)
class Clipped:
    """The text that is kept, and why that is the whole file; empty if there is no reason."""

    text: str
    reason: str = ""


@dataclass(frozen=True)
class _Record:
    line: int
    first: datetime
    last: datetime | None = None


def clip(source: Source, read: Read, window: Window | None) -> Clipped:
    """Return the part of a file that is within a window.

    Args:
        source: the file.
        read: reads a file in the format of this one.
        window: the time to keep; None if it is not known.

    Raises:
        UnreadableEvidenceError: the file itself cannot be read.
    """
    reading = read(source)
    records = list(records_of(reading))
    reason = _reason_to_keep(reading, records, window)
    if reason or window is None:
        return Clipped(source.text, reason)
    kept = [one for one in records if window.has(one.first, one.last)]
    if len(kept) == len(records):
        return Clipped(source.text)
    if not kept:
        return Clipped(source.text, "no record is in the time around the incident")
    text = _clipped_json(source, read, window) if source.json is not None else None
    if source.json is None:
        text = _clipped_lines(source.text, records, window)
    if text is None or not _is_part(source, read, text, records, kept):
        return Clipped(source.text, "this format cannot be cut safely")
    return Clipped(text)


def records_of(reading: Reading) -> Iterator[_Record]:
    """Yield the records of a file with their lines and times; none for a report."""
    for alert in reading.alerts:
        yield _Record(alert.line, alert.started, alert.ended or alert.started)
    for series in reading.series:
        lines = series.lines or [0] * len(series.times)
        for line, seconds in zip(lines, series.times, strict=False):
            yield _Record(line, datetime.fromtimestamp(seconds, UTC))
    for entry in reading.entries() if reading.entries else ():
        yield _Record(entry.line, entry.time)
    for report in reading.reports:
        yield _Record(report.line, report.time)


def _reason_to_keep(reading: Reading, records: list[_Record], window: Window | None) -> str:
    if not records:
        return "it has no records with times"
    if window is None:
        return "no start of the incident is recorded"
    if not reading.has_zone:
        return "its times have no zone; give it with --zone"
    return "" if reading.has_year else "its times have no year"


def _is_part(
    source: Source, read: Read, text: str, records: list[_Record], kept: list[_Record]
) -> bool:
    """Return whether a cut file can be read, has the records to keep, and only records of the file.

    An element of a list may have several records, of which some are outside the window.
    """
    try:
        again = Counter(one.first for one in records_of(read(_with_text(source, text))))
    except UnreadableEvidenceError:
        return False
    needed, allowed = Counter(one.first for one in kept), Counter(one.first for one in records)
    return needed <= again <= allowed


def _with_text(source: Source, text: str) -> Source:
    clock = Clock(source.clock.zone, source.clock.year, source.clock.near)
    return replace(source, stored=text.encode(), clock=clock)


def _clipped_lines(text: str, records: list[_Record], window: Window) -> str | None:
    """Return the lines of the records in a window, with the lines that follow each."""
    keeps: dict[int, bool] = {}
    for record in records:
        is_in = window.has(record.first, record.last)
        if keeps.setdefault(record.line, is_in) != is_in or record.line < 1:
            return None
    pieces, keep = [], True
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        keep = keeps.get(number, keep)
        if keep:
            pieces.append(line)
    return "".join(pieces)


def _clipped_json(source: Source, read: Read, window: Window) -> str | None:
    data, has_pairs = _without_pairs(source.json, window, _DEPTH)
    if not has_pairs:
        data = _without_elements(source, read, window)
    if data is None:
        return None
    indent = 2 if "\n" in source.text.strip() else None
    return json.dumps(data, ensure_ascii=False, indent=indent) + "\n"


def _without_pairs(data: Any, window: Window, depth: int) -> tuple[Any, bool]:
    """Return data whose pairs of an epoch and a value are in a window, and whether it has any."""
    if isinstance(data, list) and data and all(_is_pair(item) for item in data):
        times = [datetime.fromtimestamp(epoch_seconds(float(item[0])), UTC) for item in data]
        return [item for item, moment in zip(data, times, strict=True) if window.has(moment)], True
    if depth == 0 or not isinstance(data, list | dict):
        return data, False
    items = data.items() if isinstance(data, dict) else enumerate(data)
    parts = {key: _without_pairs(value, window, depth - 1) for key, value in items}
    has_pairs = any(has for _, has in parts.values())
    values = {key: value for key, (value, _) in parts.items()}
    return (values if isinstance(data, dict) else list(values.values())), has_pairs


def _is_pair(item: Any) -> bool:
    if not isinstance(item, list) or not 2 <= len(item) <= 3 or isinstance(item[0], bool):
        return False
    try:
        return epoch_seconds(float(item[0])) > 1e8
    except (TypeError, ValueError, OverflowError):
        return False


def _without_elements(source: Source, read: Read, window: Window) -> Any:
    """Return the data with the elements of its longest list that are in a window; None if none."""
    path, elements = max(_lists(source.json, (), _DEPTH), key=lambda one: len(one[1]))
    if not elements or len(elements) > _MOST_ELEMENTS:
        return None
    kept = []
    for element in elements:
        alone = json.dumps(_with(source.json, path, [element]), ensure_ascii=False)
        try:
            records = list(records_of(read(_with_text(source, alone))))
        except UnreadableEvidenceError:
            continue
        if any(window.has(record.first, record.last) for record in records):
            kept.append(element)
    return _with(source.json, path, kept)


def _lists(data: Any, path: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield each list of mappings in mappings, with its path; at least an empty one."""
    if isinstance(data, list):
        yield path, data if all(isinstance(item, dict) for item in data) else []
    elif isinstance(data, dict) and depth:
        yield path, []
        for key, value in data.items():
            yield from _lists(value, (*path, key), depth - 1)
    else:
        yield path, []


def _with(data: Any, path: tuple[str, ...], value: list[Any]) -> Any:
    """Return data with another list at a path."""
    if not path:
        return value
    return data | {path[0]: _with(data[path[0]], path[1:], value)}
