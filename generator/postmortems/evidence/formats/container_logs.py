"""Logs of several containers in one file, as `docker compose logs` and `kubectl logs` print them.

Each container has a format of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..errors import UnreadableEvidenceError
from ..format import Format
from ..log_lines import (
    LineParser,
    Parsed,
    continued_entry,
    log_reading,
    split_container,
)
from ..records import LogEntry, Reading, Skipped
from ..source import Source
from ..times import Clock
from . import (
    access_log,
    framework_log,
    json_lines,
    klog,
    logfmt,
    postgres_log,
    syslog_3164,
    syslog_5424,
)

_NAME = "container logs"
_MOST_CONTAINERS = 200
_MOST_CONTINUED = 500
_PARSERS: tuple[tuple[Format, Callable[[Source, Clock], LineParser]], ...] = (
    (json_lines.FORMAT, lambda _, clock: json_lines.parser(clock)),
    (access_log.FORMAT, lambda sample, clock: access_log.parser(sample.text.splitlines(), clock)),
    (postgres_log.FORMAT, lambda _, clock: postgres_log.parser(clock)),
    (klog.FORMAT, lambda _, clock: klog.parser(clock)),
    (syslog_5424.FORMAT, lambda _, clock: syslog_5424.parser(clock)),
    (syslog_3164.FORMAT, lambda _, clock: syslog_3164.parser(clock)),
    (logfmt.FORMAT, lambda _, clock: logfmt.parser(clock)),
    (framework_log.FORMAT, framework_log.parser),
)


@dataclass
class _Container:
    """The entry of a container whose lines are being read."""

    parse: LineParser
    begun: Parsed | None = None
    line: int = 0
    continued: list[str] = field(default_factory=list)


def recognize(source: Source) -> str | None:
    """Recognize lines with the names of at least two containers in different formats."""
    formats = {file_format.name for file_format, _ in _parsers(source).values()}
    if len(formats) > 1:
        return f"lines begin with the names of containers, in {len(formats)} formats"
    return None


def read(source: Source, why: str) -> Reading:
    """Read the entries of all containers. A line without a time belongs to its container's last."""
    parsers = {name: parse for name, (_, parse) in _parsers(source).items()}
    return log_reading(source, _NAME, why, lambda skipped: _entries(source, parsers, skipped))


def _parsers(source: Source) -> dict[str, tuple[Format, LineParser]]:
    """Return the format and the parser of each container, from the first lines of the file."""
    samples: dict[str, list[str]] = {}
    split = split_container(source)
    if split is None:
        return {}
    for line in source.head.splitlines():
        name, text = split(line)
        if name and (name in samples or len(samples) < _MOST_CONTAINERS):
            samples.setdefault(name, []).append(text)
    parsers = {}
    for name, lines in samples.items():
        sample = Source(source.name, "\n".join(lines).encode(), Clock(), source.columns)
        if chosen := _chosen(sample, source.clock):
            parsers[name] = chosen
    return parsers


def _chosen(sample: Source, clock: Clock) -> tuple[Format, LineParser] | None:
    for file_format, parser in _PARSERS:
        if file_format.recognize(sample):
            try:
                return file_format, parser(sample, clock)
            except UnreadableEvidenceError:
                return None
    return None


def _entries(
    source: Source, parsers: dict[str, LineParser], skipped: Skipped
) -> Iterator[LogEntry]:
    split = split_container(source)
    containers = {name: _Container(parse) for name, parse in parsers.items()}
    for number, line in source.lines():
        name, text = split(line) if split else ("", line)
        container = containers.get(name)
        parsed = container.parse(text) if container else None
        if container is not None and parsed is not None:
            yield from _finished(name, container)
            container.begun, container.line = parsed, number
        elif not text or text.isspace():
            continue
        elif container is None or container.begun is None:
            skipped.add(number, "no time")
        elif len(container.continued) < _MOST_CONTINUED:
            container.continued.append(text[:10_000])
    for name, container in containers.items():
        yield from _finished(name, container)


def _finished(name: str, container: _Container) -> Iterator[LogEntry]:
    if container.begun is not None:
        time, level, message, _ = container.begun
        begun = (time, level, message, name)
        yield continued_entry(begun, container.line, container.continued)
        container.continued.clear()


FORMAT = Format(_NAME, "logs", recognize, read)
