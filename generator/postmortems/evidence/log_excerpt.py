"""The lines of a log around the start of an incident, or around the first error."""

import heapq
from collections import deque
from dataclasses import dataclass
from datetime import datetime

from .records import LogEntry

_HALF = 10
_LENGTH = 4_000


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """The first line of an entry, at most 500 characters, and how many lines follow it."""

    line: int
    time: datetime
    level: str
    text: str
    more_lines: int = 0


class TimeExcerpt:
    """Keeps the ten entries before a time and the ten from it on, in whatever order they come."""

    def __init__(self, time: datetime) -> None:
        self._time = time
        self._number = 0
        self._before: list[tuple[float, int, LogEntry]] = []
        self._after: list[tuple[float, int, LogEntry]] = []

    def add(self, entry: LogEntry) -> None:
        """Keep an entry if it is nearer than those that are kept."""
        self._number += 1
        seconds = (entry.time - self._time).total_seconds()
        if seconds < 0:
            _keep(self._before, (seconds, self._number, entry))
        elif len(self._after) < _HALF or -seconds > self._after[0][0]:
            _keep(self._after, (-seconds, -self._number, entry))

    def lines(self) -> tuple[ExcerptLine, ...]:
        """Return what was kept, earliest first."""
        return _lines([entry for _, _, entry in (*self._before, *self._after)])


class FirstErrorExcerpt:
    """Keeps the ten entries that stand before the earliest error, the error, and nine after it."""

    def __init__(self) -> None:
        self._recent: deque[LogEntry] = deque(maxlen=_HALF)
        self._kept: list[LogEntry] = []
        self._wanted = 0

    def add(self, entry: LogEntry, is_earliest_error: bool) -> None:
        """Take an entry, which may be an earlier error than all before."""
        if is_earliest_error:
            self._kept = list(self._recent)
            self._wanted = _HALF
        if self._wanted:
            self._kept.append(entry)
            self._wanted -= 1
        self._recent.append(entry)

    def lines(self) -> tuple[ExcerptLine, ...]:
        """Return what was kept, earliest first."""
        return _lines(self._kept)


def _keep(heap: list[tuple[float, int, LogEntry]], item: tuple[float, int, LogEntry]) -> None:
    if len(heap) < _HALF:
        heapq.heappush(heap, item)
    elif item > heap[0]:
        heapq.heapreplace(heap, item)


def _lines(entries: list[LogEntry]) -> tuple[ExcerptLine, ...]:
    ordered = sorted(entries, key=lambda entry: (entry.time, entry.line))
    return tuple(_line(entry) for entry in ordered)


def _line(entry: LogEntry) -> ExcerptLine:
    text, _, more = entry.message.partition("\n")
    more_lines = more.count("\n") + 1 if more else 0
    return ExcerptLine(entry.line, entry.time, entry.level, text[:_LENGTH], more_lines)
