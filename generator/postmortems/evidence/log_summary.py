"""What a page shows of a log: counts, errors, messages that became frequent, and an excerpt.

A summary is made in one pass, and its memory does not grow with the log. Texts are not redacted:
redact what is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .levels import SeverityClass, severity_class
from .log_excerpt import ExcerptLine, FirstErrorExcerpt, TimeExcerpt
from .log_templates import FrequentMessage, MessageTemplates
from .records import LogEntry

CLASSES: tuple[SeverityClass, ...] = ("error", "warning", "info", "debug", "")
_MOST_STEPS = 20_000
_COARSER = {1: 10, 10: 60, 60: 1440, 1440: 14400, 14400: 144000}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LogCounts:
    """How many entries of each class a step of time has, from `start` on."""

    start: datetime
    counts: dict[SeverityClass, int]

    @property
    def total(self) -> int:
        """All entries of the step."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class ErrorSpan:
    """The first and last error of a part of a log, by time, and how many there are."""

    first: LogEntry
    last: LogEntry
    count: int


@dataclass(frozen=True, slots=True)
class LogSummary:
    """A log in relation to an incident.

    `counts` has the steps that have entries, in order. `step` is a minute, or longer if the log
    covers more than two weeks. `errors` are those of the whole log; `errors_before` and
    `errors_during` those before and within the incident, None without any or without an incident.
    `is_compared` is False if the log has less than a minute before the incident, or nothing
    during it: then `frequent` is empty. `dropped_messages` were too varied to count.
    `excerpt` has up to 20 entries around `excerpt_of`.
    """

    count: int
    step: timedelta
    counts: tuple[LogCounts, ...]
    first: LogEntry | None
    last: LogEntry | None
    errors: ErrorSpan | None
    errors_before: ErrorSpan | None
    errors_during: ErrorSpan | None
    is_compared: bool
    frequent: tuple[FrequentMessage, ...]
    dropped_messages: int
    excerpt: tuple[ExcerptLine, ...]
    excerpt_of: str
    """`the start of the incident`, `the first error`, or "" without an excerpt."""
    is_in_order: bool
    is_newest_first: bool

    @property
    def peak(self) -> LogCounts | None:
        """The first of the steps with the most entries."""
        return max(self.counts, key=lambda step: step.total, default=None)


def summarize_log(
    entries: Iterable[LogEntry], start: datetime | None = None, end: datetime | None = None
) -> LogSummary:
    """Summarize a log in relation to an incident from `start` to `end`, both in UTC.

    Without `start` nothing is compared. Without `end` the incident lasts until the log ends.
    """
    pass_over = _Pass(start, end)
    for entry in entries:
        pass_over.add(entry)
    return pass_over.summary()


class _Steps:
    """Counts entries by step of time and class. Steps become longer if there are too many."""

    def __init__(self) -> None:
        self.minutes = 1
        self._counts: dict[int, list[int]] = {}
        self._from = self._until = _EPOCH
        self._current: list[int] = []

    def add(self, time: datetime, severity: int) -> None:
        if not self._from <= time < self._until:
            self._move(time)
        self._current[severity] += 1

    def _move(self, time: datetime) -> None:
        length = timedelta(minutes=self.minutes)
        key = (time - _EPOCH) // length
        if key not in self._counts and len(self._counts) >= _MOST_STEPS:
            self._coarsen()
            self._move(time)
            return
        self._current = self._counts.setdefault(key, [0] * len(CLASSES))
        self._from = _EPOCH + key * length
        self._until = self._from + length if self._from.year < 9999 else time

    def _coarsen(self) -> None:
        factor = _COARSER[self.minutes] // self.minutes
        self.minutes *= factor
        counts: dict[int, list[int]] = {}
        for key, step in self._counts.items():
            sums = counts.setdefault(key // factor, [0] * len(CLASSES))
            sums[:] = [one + other for one, other in zip(sums, step, strict=True)]
        self._counts = counts

    def all(self) -> tuple[LogCounts, ...]:
        length = timedelta(minutes=self.minutes)
        return tuple(
            LogCounts(_EPOCH + key * length, dict(zip(CLASSES, step, strict=True)))
            for key, step in sorted(self._counts.items())
        )


class _Errors:
    """The first and last error of a part of a log."""

    def __init__(self) -> None:
        self.first: LogEntry | None = None
        self.last: LogEntry | None = None
        self.count = 0

    def add(self, entry: LogEntry) -> bool:
        """Count an error, and return whether it is the earliest so far."""
        self.count += 1
        is_earliest = self.first is None or entry.time < self.first.time
        if is_earliest:
            self.first = entry
        if self.last is None or entry.time >= self.last.time:
            self.last = entry
        return is_earliest

    def span(self) -> ErrorSpan | None:
        if self.first is None or self.last is None:
            return None
        return ErrorSpan(self.first, self.last, self.count)


class _Pass:
    """One pass over the entries of a log."""

    def __init__(self, start: datetime | None, end: datetime | None) -> None:
        self._start, self._end = start, end
        self._count = 0
        self._steps = _Steps()
        self._first: LogEntry | None = None
        self._last: LogEntry | None = None
        self._previous: datetime | None = None
        self._has_later = self._has_earlier = False
        self._errors, self._errors_before, self._errors_during = _Errors(), _Errors(), _Errors()
        self._templates = MessageTemplates()
        self._around_start = TimeExcerpt(start) if start is not None else None
        self._around_error = FirstErrorExcerpt()

    def add(self, entry: LogEntry) -> None:
        self._count += 1
        severity = severity_class(entry.level)
        self._steps.add(entry.time, CLASSES.index(severity))
        self._note_order(entry)
        is_error = severity == "error"
        self._around_error.add(entry, self._errors.add(entry) if is_error else False)
        if self._start is None or self._around_start is None:
            return
        self._around_start.add(entry)
        is_during = entry.time >= self._start
        if is_during and self._end is not None and entry.time > self._end:
            return
        if is_error:
            (self._errors_during if is_during else self._errors_before).add(entry)
        self._templates.add(entry, severity, is_during)

    def _note_order(self, entry: LogEntry) -> None:
        time = entry.time
        if self._previous is not None:
            if time > self._previous:
                self._has_later = True
            elif time < self._previous:
                self._has_earlier = True
        self._previous = time
        if self._first is None or time < self._first.time:
            self._first = entry
        if self._last is None or time >= self._last.time:
            self._last = entry

    def summary(self) -> LogSummary:
        before, during = self._minutes()
        is_compared = before >= 1 and during > 0
        excerpt, excerpt_of = self._excerpt()
        return LogSummary(
            count=self._count,
            step=timedelta(minutes=self._steps.minutes),
            counts=self._steps.all(),
            first=self._first,
            last=self._last,
            errors=self._errors.span(),
            errors_before=self._errors_before.span(),
            errors_during=self._errors_during.span(),
            is_compared=is_compared,
            frequent=self._templates.frequent(before, during) if is_compared else (),
            dropped_messages=self._templates.dropped,
            excerpt=excerpt,
            excerpt_of=excerpt_of,
            is_in_order=not self._has_earlier,
            is_newest_first=self._has_earlier and not self._has_later,
        )

    def _minutes(self) -> tuple[float, float]:
        """Return how many minutes of the log are before and during the incident.

        A log that ends within a minute of the start covers that minute.
        """
        if self._start is None or self._first is None or self._last is None:
            return 0, 0
        before = (self._start - self._first.time) / timedelta(minutes=1)
        end = self._last.time if self._end is None else min(self._end, self._last.time)
        if end < self._start:
            return before, 0
        return before, max((end - self._start) / timedelta(minutes=1), 1)

    def _excerpt(self) -> tuple[tuple[ExcerptLine, ...], str]:
        if self._around_start is not None and self._covers_start():
            return self._around_start.lines(), "the start of the incident"
        if self._errors.count:
            return self._around_error.lines(), "the first error"
        return (), ""

    def _covers_start(self) -> bool:
        if self._start is None or self._first is None or self._last is None:
            return False
        return self._first.time <= self._start <= self._last.time
