"""The lines of a log without colours and container prefixes, and the entries that they make."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from .errors import UnreadableEvidenceError
from .format import Format
from .levels import severity_class, text_level
from .records import LogEntry, Reading, Skipped
from .source import Source
from .times import Clock

Parsed = tuple[datetime, str, str, str]
"""The time, level, message and source of an entry, from its first line."""

LineParser = Callable[[str], Parsed | None]
"""Returns what a line says, or None if no entry begins with it. Never raises."""

_SAMPLE = 300
_MOST_CONTINUED = 65_536
_PEEKED = 200
_ANSI = re.compile(r"\x1b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")
_PREFIXES = (
    re.compile(r"(?P<name>[A-Za-z][\w.-]{0,79}) +\| ?"),  # docker compose logs
    re.compile(
        r"\[(?P<name>(?:pod|deployment|replicaset|job|daemonset|statefulset)/[^\]\s]{1,200})\] ?"
    ),
)


def log_lines(source: Source) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, without colours and the prefix of a container."""
    prefix = _prefix(source)
    colours = "\x1b" in source.text
    if not colours and prefix is None:
        yield from source.lines()
        return
    for number, line in source.lines():
        yield number, _clean(line, colours, prefix)


def sample_lines(source: Source) -> list[str]:
    """Return the first lines that are not blank, without colours and the prefix of a container."""
    prefix = _prefix(source)
    return [_clean(line, True, prefix) for line in _head_lines(source)]


def split_container(source: Source) -> Callable[[str], tuple[str, str]] | None:
    """Return how to split lines into the name of a container and the rest; None without names."""
    prefix = _prefix(source)
    if prefix is None:
        return None

    def split(line: str) -> tuple[str, str]:
        line = _ANSI.sub("", line) if "\x1b" in line else line
        match = prefix.match(line)
        return (match["name"], line[match.end() :]) if match else ("", line)

    return split


def share(lines: list[str], matches: Callable[[str], object]) -> float:
    """Return the share of the lines that match, from 0 to 1."""
    return sum(1 for line in lines if matches(line)) / len(lines) if lines else 0.0


def _head_lines(source: Source) -> list[str]:
    lines = source.head.splitlines()
    if len(lines) > 1 and len(source.text) > len(source.head):
        lines.pop()  # it may be cut
    return list(islice((line for line in lines if line.strip()), _SAMPLE))


def _prefix(source: Source) -> re.Pattern[str] | None:
    lines = _head_lines(source)
    plain = [_ANSI.sub("", line) for line in lines] if "\x1b" in source.head else lines
    for prefix in _PREFIXES:
        names = [match["name"] for line in plain if (match := prefix.match(line))]
        if len(names) > 0.8 * len(lines) and not all(severity_class(name) for name in names):
            return prefix
    return None


def _clean(line: str, colours: bool, prefix: re.Pattern[str] | None) -> str:
    if colours and "\x1b" in line:
        line = _ANSI.sub("", line)
    if prefix is not None and (match := prefix.match(line)):
        line = line[match.end() :]
    return line


def line_entries(source: Source, parse: LineParser, skipped: Skipped) -> Iterator[LogEntry]:
    """Yield the entries of a log in which a line that no entry begins with belongs to the last.

    Blank lines are dropped. Lines before the first entry are counted in `skipped`. A message has
    at most 64 Ki characters.
    """
    begun: Parsed | None = None
    begun_line, size = 0, 0
    continued: list[str] = []
    for number, line in log_lines(source):
        parsed = parse(line)
        if parsed is not None:
            if begun is not None:
                yield continued_entry(begun, begun_line, continued)
            begun, begun_line, size = parsed, number, 0
            continued.clear()
        elif not line or line.isspace():
            continue
        elif begun is None:
            skipped.add(number, "no time, before the first entry")
        elif size < _MOST_CONTINUED:
            continued.append(line[:_MOST_CONTINUED])
            size += len(line) + 1
    if begun is not None:
        yield continued_entry(begun, begun_line, continued)


def continued_entry(begun: Parsed, line: int, continued: list[str]) -> LogEntry:
    """Return an entry from its first line and those that belong to it."""
    time, level, message, source = begun
    if continued:
        level = level or text_level(continued[0])
        message = "\n".join((message, *continued))
    return LogEntry(time, message, line, level, source)


def single_entries(source: Source, parse: LineParser, skipped: Skipped) -> Iterator[LogEntry]:
    """Yield the entries of a log that has one on each line. Other lines are counted."""
    for number, line in log_lines(source):
        parsed = parse(line)
        if parsed is not None:
            time, level, message, name = parsed
            yield LogEntry(time, message, number, level, name)
        elif line and not line.isspace():
            skipped.add(number, "not in the format")


def line_format(
    name: str,
    why: str,
    matches: Callable[[str], object],
    parser: Callable[[Clock], LineParser],
    at_least: float = 0.4,
) -> Format:
    """Return the format of a log whose entries begin with lines of one pattern.

    A file is of the format if at least a share of its first lines matches. A line that does not
    match belongs to the entry above.
    """

    def recognize(source: Source) -> str | None:
        return why if share(sample_lines(source), matches) >= at_least else None

    def read(source: Source, why: str) -> Reading:
        parse = parser(source.clock)
        return log_reading(source, name, why, lambda skipped: line_entries(source, parse, skipped))

    return Format(name, "logs", recognize, read)


def log_reading(
    source: Source,
    name: str,
    why: str,
    entries: Callable[[Skipped], Iterator[LogEntry]],
    notes: tuple[str, ...] = (),
    records: int | None = None,
) -> Reading:
    """Return a reading that iterates over the entries of a log, from the file anew each time.

    What is known only after an iteration is set after each: records, zone, and parts not read.
    `records` is the number of records if it differs from the number of entries.

    Raises:
        UnreadableEvidenceError: no entry has a time.
    """
    reading = Reading(format=name, kind="logs", why=why, notes=notes)

    def iterate() -> Iterator[LogEntry]:
        skipped = Skipped()
        count = 0
        for entry in entries(skipped):
            count += 1
            yield entry
        reading.skipped = skipped
        reading.record_count = count if records is None else records
        _describe_times(reading, source)

    reading.entries = iterate
    if not sum(1 for _ in islice(iterate(), _PEEKED)):
        raise UnreadableEvidenceError(
            f"no entry of the file has a time that can be read as {name}",
            "export the log with the date and time of each entry",
        )
    _describe_times(reading, source)
    return reading


def _describe_times(reading: Reading, source: Source) -> None:
    clock = source.clock
    reading.zone = clock.zone_name
    reading.has_zone, reading.has_year = clock.has_zone, clock.has_year
