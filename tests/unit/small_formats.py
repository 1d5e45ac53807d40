"""Two small formats of evidence for tests: lines of a log, and a list of alerts in JSON."""

from collections.abc import Iterator

from postmortems.evidence import AlertRecord, LogEntry, Reading, Source, UnreadableEvidenceError
from postmortems.evidence.format import Format


def _recognize_lines(source: Source) -> str | None:
    first = source.head.partition("\n")[0]
    return f"the first line is `{first}`" if first.startswith("#lines") else None


def _read_lines(source: Source, why: str) -> Reading:
    reading = Reading("lines", "logs", why)

    def entries() -> Iterator[LogEntry]:
        reading.skipped.count = 0
        for number, line in source.lines():
            if number == 1 or line.startswith("  "):
                continue
            try:
                time, message = line.split(" ", 1)
                yield LogEntry(source.clock.iso(time), message, number)
            except ValueError:
                reading.skipped.add(number, f"no time: {line}")

    reading.entries = entries
    reading.record_count = sum(1 for _ in entries())
    reading.has_zone = source.clock.has_zone
    reading.zone = source.clock.zone_name
    return reading


def _recognize_alerts(source: Source) -> str | None:
    return "an object with `alerts`" if isinstance(source.json, dict) else None


def _read_alerts(source: Source, why: str) -> Reading:
    try:
        alerts = tuple(
            AlertRecord(row["name"], source.clock.iso(row["at"]), 1, row["name"])
            for row in source.json["alerts"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableEvidenceError("an alert has no time", "export it again", 1) from error
    return Reading("alerts", "alerts", why, alerts=alerts, record_count=len(alerts))


FORMATS = (
    Format("lines", "logs", _recognize_lines, _read_lines),
    Format("alerts", "alerts", _recognize_alerts, _read_alerts),
)
