"""A log: how many entries of which level, its errors, and what became frequent."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .levels import severity_class
from .log_excerpt import ExcerptLine
from .log_summary import LogCounts, LogSummary, summarize_log
from .log_templates import FrequentMessage, template_of
from .records import LogEntry
from .redactor import Redact
from .spans import Span
from .window import Window

LENGTH = 300
"""The most characters of a text that a page shows."""
MOST_MESSAGES = 10
"""The most messages that became frequent."""
_LEAST = timedelta(hours=1)
"""The least time before and after an incident whose entries are counted."""


@dataclass(frozen=True)
class LogLine:
    """An entry of a log with its place; `text` is its first line, redacted."""

    time: datetime
    line: int
    text: str


@dataclass(frozen=True)
class MoreFrequent:
    """A message that became frequent during the incident; `text` is redacted.

    Letters such as `<n>` stand for the parts that vary. `before` and `during` are the numbers per
    minute, and `count` the number during the incident. `line` is that of its first entry then.
    """

    text: str
    before: float
    during: float
    count: int
    line: int


@dataclass(frozen=True)
class DerivedLog:
    """What is derived from a log.

    Args:
        counts: the number of entries of each minute around the incident, by class of level:
            `error`, `warning`, `info` or `other`. The minutes are in seconds since the epoch.
        first_error: the first error that may be a sign of the incident; of the whole log if the
            start of the incident is not known.
        last_error: the last error of the same time.
        errors: the number of these errors.
        is_compared: whether the log has a time before the incident to compare messages with.
        frequent: the messages that became frequent.
        excerpt: the entries around `excerpt_of`.
        excerpt_of: such as `the start of the incident`; empty without an excerpt.
    """

    counts: Mapping[float, Mapping[str, int]] = field(default_factory=dict)
    first_error: LogLine | None = None
    last_error: LogLine | None = None
    errors: int = 0
    is_compared: bool = False
    frequent: tuple[MoreFrequent, ...] = ()
    excerpt: tuple[LogLine, ...] = ()
    excerpt_of: str = ""


@dataclass
class _Signs:
    """The errors of a log that may be signs of an incident, and the times of all entries."""

    window: Window
    span: Span
    first: LogEntry | None = None
    last: LogEntry | None = None
    count: int = 0

    def passed(self, entries: Iterator[LogEntry]) -> Iterator[LogEntry]:
        """Yield entries, and note each."""
        for entry in entries:
            self.span.add(entry.time)
            if severity_class(entry.level) == "error" and self._may_be_a_sign(entry):
                self._add(entry)
            yield entry

    def _may_be_a_sign(self, entry: LogEntry) -> bool:
        return self.window.started is None or self.window.is_sign(entry.time)

    def _add(self, error: LogEntry) -> None:
        self.count += 1
        if self.first is None or error.time < self.first.time:
            self.first = error
        if self.last is None or error.time >= self.last.time:
            self.last = error


def derived_log(
    entries: Callable[[], Iterator[LogEntry]], window: Window, span: Span, redact: Redact
) -> DerivedLog:
    """Return what is derived from a log, in one pass over its entries.

    Args:
        entries: iterates over the entries.
        window: the times of the incident; empty if those of the log cannot be compared with them.
        span: gets the times of all entries.
        redact: redacts a text.

    Raises:
        UnreadableEvidenceError: the log has an error.
    """
    signs = _Signs(window, span)
    summary = summarize_log(signs.passed(entries()), window.started, window.ended)
    return DerivedLog(
        dict(_counts(summary, window)),
        _entry(signs.first, redact),
        _entry(signs.last, redact),
        signs.count,
        summary.is_compared,
        tuple(_frequent(one, redact) for one in summary.frequent[:MOST_MESSAGES]),
        tuple(_excerpt(one, redact) for one in summary.excerpt),
        summary.excerpt_of,
    )


def _counts(summary: LogSummary, window: Window) -> Iterator[tuple[float, Mapping[str, int]]]:
    """Yield the counts of each step around the incident, or of all if its times are not known."""
    for step in summary.counts:
        if window.started is None or _is_near(step.start, window):
            yield step.start.timestamp(), _by_class(step)


def _is_near(time: datetime, window: Window) -> bool:
    start, end = window.started, window.ended
    if start is None or start - time > max(_LEAST, (end or start) - start):
        return False
    return end is None or time - end <= max(_LEAST, (end - start) / 2)


def _by_class(step: LogCounts) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for severity, number in step.counts.items():
        name = severity if severity in ("error", "warning", "info") else "other"
        if number:
            counts[name] = counts.get(name, 0) + number
    return counts


def _entry(entry: LogEntry | None, redact: Redact) -> LogLine | None:
    if entry is None:
        return None
    first_line = entry.message.strip().split("\n", 1)[0]
    return LogLine(entry.time, entry.line, _shortened(redact(first_line)))


def _frequent(message: FrequentMessage, redact: Redact) -> MoreFrequent:
    return MoreFrequent(
        _shortened(template_of(redact(message.example))),
        message.before_per_minute,
        message.during_per_minute,
        message.during,
        message.line,
    )


def _excerpt(line: ExcerptLine, redact: Redact) -> LogLine:
    more = f" (+{line.more_lines} lines)" if line.more_lines else ""
    has_level = not line.level or line.text.upper().startswith(line.level.upper())
    level = "" if has_level else f"{line.level} "
    return LogLine(line.time, line.line, _shortened(redact(f"{level}{line.text}")) + more)


def _shortened(text: str) -> str:
    return text if len(text) <= LENGTH else f"{text[:LENGTH]} …"
