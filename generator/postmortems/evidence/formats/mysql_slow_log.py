"""The slow query log of MySQL, MariaDB and Percona Server."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from ..format import Format
from ..log_lines import log_lines, log_reading, sample_lines
from ..records import LogEntry, Reading, Skipped
from ..source import Source
from ..times import Clock

_NAME = "MySQL slow query log"
_TIME = re.compile(r"# Time: (?P<time>\S.*)")
_OLD_TIME = re.compile(r"(\d\d)(\d\d)(\d\d) {1,2}(\d{1,2}):(\d\d):(\d\d)(\.\d+)?", re.ASCII)
_USER = re.compile(r"# User@Host: (?P<user>[^\[\s]{0,80})")
_SET_TIME = re.compile(r"SET timestamp=(\d{1,10})(\.\d{1,9})?;", re.ASCII)
_MOST_LINES = 2000


def recognize(source: Source) -> str | None:
    """Recognize the comments `# User@Host:` and `# Query_time:`."""
    lines = sample_lines(source)
    users = any(line.startswith("# User@Host: ") for line in lines)
    if users and any("Query_time: " in line for line in lines):
        return "comments have `User@Host` and `Query_time`"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the queries. The message is the statement.

    A query has the time of its comment, or of the comment of an earlier query in the same second.
    """
    return log_reading(source, _NAME, why, lambda skipped: _entries(source, skipped))


class _Query:
    """A query whose lines are being read. It begins with its time, or with its user."""

    def __init__(self, line: int, time: datetime | None) -> None:
        self.line = line
        self.time = time
        self.user = ""
        self.has_user = False
        self.statement: list[str] = []

    def take(self, text: str) -> None:
        if match := _USER.match(text):
            self.user, self.has_user = match["user"], True
        elif match := _SET_TIME.match(text):
            self.time = self.time or datetime.fromtimestamp(int(match[1]), UTC)
        elif text.startswith("# administrator command: "):
            self.statement.append(text.removeprefix("# "))
        elif _is_statement(text) and len(self.statement) < _MOST_LINES:
            self.statement.append(text[:10_000])

    def entry(self) -> LogEntry | None:
        if self.time is None or not self.has_user:
            return None
        return LogEntry(self.time, "\n".join(self.statement), self.line, "", self.user)


def _is_statement(text: str) -> bool:
    comment = text.startswith(("#", "use ", "SET timestamp"))
    return not comment and text != "" and not text.isspace()


def _entries(source: Source, skipped: Skipped) -> Iterator[LogEntry]:
    query: _Query | None = None
    time: datetime | None = None
    for number, line in log_lines(source):
        timed = _TIME.match(line)
        if timed or (line.startswith("# User@Host: ") and (query is None or query.has_user)):
            yield from _finished(query, skipped)
            time = _time(timed["time"], source.clock) if timed else time
            query = _Query(number, time)
        if query is None:
            if line and not line.isspace():
                skipped.add(number, "before the first query")
        elif not timed:
            query.take(line)
    yield from _finished(query, skipped)


def _finished(query: _Query | None, skipped: Skipped) -> Iterator[LogEntry]:
    if query is None:
        return
    if entry := query.entry():
        yield entry
    else:
        skipped.add(query.line, "no time or no user of the query")


def _time(text: str, clock: Clock) -> datetime | None:
    try:
        if match := _OLD_TIME.match(text):
            year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
            return clock.utc(datetime(2000 + year, month, day, hour, minute, second))
        return clock.iso(text.split("\t")[0])
    except (ValueError, OverflowError):
        return None


FORMAT = Format(_NAME, "logs", recognize, read)
