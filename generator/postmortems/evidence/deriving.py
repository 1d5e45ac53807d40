"""Derive what a page shows from the readings of an incident's evidence."""

from collections.abc import Mapping
from dataclasses import replace

from ..model import Incident
from .alert_rows import derived_alerts
from .derived import READ_KINDS, DerivedEvidence, DerivedFile, UnreadableFile
from .derived_log import derived_log
from .derived_metrics import derived_series
from .derived_reports import derived_reports
from .errors import UnreadableEvidenceError, mistake
from .limits import DEFAULT_LIMITS, Limits
from .readable_text import printable
from .records import Reading
from .redaction import Redactor
from .spans import Span
from .window import Window

MOST_TEXT = 50_000
"""The characters of a report that are searched."""


def derive(
    incident: Incident,
    readings: Mapping[int, Reading | UnreadableEvidenceError],
    limits: Limits = DEFAULT_LIMITS,
) -> DerivedEvidence:
    """Return what is derived from the evidence of an incident.

    Args:
        incident: the incident; only its times and the entries of its evidence matter.
        readings: the reading of each entry by its index, or why the file cannot be read. A file of
            an entry that is missing here is not shown.
        limits: how many series are drawn, with how many points.
    """
    window = Window.of(incident)
    redactor = _PageRedactor()
    files: list[DerivedFile] = []
    for index, entry in enumerate(incident.evidence):
        reading = readings.get(index)
        if reading is None or entry.kind not in READ_KINDS:
            continue
        file = DerivedFile(index, redactor.redact(entry.file), entry.kind)
        before = redactor.counts.total()
        try:
            if isinstance(reading, UnreadableEvidenceError):
                raise reading
            derived = _derived(file, reading, window, redactor, limits)
        except UnreadableEvidenceError as error:
            derived = replace(file, error=_unreadable(error, redactor))
        except Exception as error:  # of a log, which is read only now
            derived = replace(file, error=_unreadable(mistake(error), redactor))
        files.append(replace(derived, redacted=redactor.counts.total() - before))
    return DerivedEvidence(tuple(files), window)


class _PageRedactor(Redactor):
    """Redacts texts, and replaces characters that a page cannot hold or that hide others."""

    def redact(self, text: str) -> str:
        """Return a text as a page shows it."""
        return printable(super().redact(text))


def _unreadable(error: UnreadableEvidenceError, redactor: Redactor) -> UnreadableFile:
    return UnreadableFile(redactor.redact(error.reason), error.hint, error.line)


def _derived(
    file: DerivedFile, reading: Reading, window: Window, redactor: Redactor, limits: Limits
) -> DerivedFile:
    """Return a file with what is derived from its reading.

    Raises:
        UnreadableEvidenceError: a log has an error that was found while it was read.
    """
    comparable = reading.has_zone and reading.has_year
    times = window if comparable else Window()
    redact = redactor.redact
    span = Span(window.detected if comparable else None)
    if reading.kind == "alerts":
        span.add_all(alert.started for alert in reading.alerts)
        file = replace(file, alerts=derived_alerts(reading.alerts, times, redact))
    elif reading.kind == "user-reports":
        span.add_all(report.time for report in reading.reports)
        file = replace(file, reports=derived_reports(reading.reports, times, redact))
    elif reading.kind == "metrics":
        for one in reading.series:
            span.add_ascending(one.times)
        drawn = derived_series(reading.series, times, redact, limits)
        file = replace(file, series=drawn, more_series=len(reading.series) - len(drawn))
    elif reading.kind == "report":
        file = replace(file, text=redact(reading.text)[:MOST_TEXT])
    elif reading.entries:
        file = replace(file, log=derived_log(reading.entries, times, span, redact))
    first_skipped = next(iter(reading.skipped.examples), None)
    return replace(
        file,
        format=reading.format,
        why=redact(reading.why),
        records=reading.record_count,
        first=span.first,
        last=span.last,
        first_after_detection=span.first_after,
        zone=reading.zone,
        has_zone=reading.has_zone,
        has_year=reading.has_year,
        skipped=reading.skipped.count,
        first_skipped=first_skipped and (first_skipped[0], redact(first_skipped[1])),
        notes=tuple(map(redact, reading.notes)),
    )
