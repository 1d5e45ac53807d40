"""Candidates for rows of the timeline, from evidence; a person chooses.

Each candidate says where it is from and why it is one. Texts are redacted, like all of
`DerivedEvidence`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from ..model import Incident
from .baseline import number_text
from .derived import DerivedEvidence, DerivedFile
from .derived_metrics import DerivedSeries

NEAR = 90
"""The seconds within which a row of the timeline is probably about the same."""


@dataclass(frozen=True)
class CandidateRow:
    """A row that the timeline could have.

    Args:
        time: when it was, in UTC.
        event: the text.
        index: of the entry of evidence that it is from.
        line: its line in the file, from 1; None if it is not known.
        reason: why it is suggested.
        near: the index of a row of the timeline at almost the same time; None if there is none.
    """

    time: datetime
    event: str
    index: int
    line: int | None
    reason: str
    near: int | None = None


def candidate_rows(
    incident: Incident, evidence: DerivedEvidence, more: Iterable[CandidateRow] = ()
) -> tuple[CandidateRow, ...]:
    """Return the rows that the timeline of an incident could have, in the order of their times.

    Files whose times have no zone or no year are left out.

    Args:
        incident: the incident.
        evidence: what is derived from its evidence.
        more: rows from other sources.
    """
    rows = (*_alerts(evidence), *_logs(evidence), *_metrics(evidence), *_reports(evidence), *more)
    times = [entry.time.at for entry in incident.timeline]
    return tuple(
        CandidateRow(row.time, row.event, row.index, row.line, row.reason, _near(row.time, times))
        for row in sorted(rows, key=lambda row: row.time)
    )


def _near(time: datetime, times: list[datetime]) -> int | None:
    distances = [(abs((time - other).total_seconds()), index) for index, other in enumerate(times)]
    nearest = min(distances, default=None)
    return nearest[1] if nearest and nearest[0] <= NEAR else None


def _alerts(evidence: DerivedEvidence) -> Iterator[CandidateRow]:
    """Yield when each alert fired first, was acknowledged first, and ended last."""
    for row in evidence.alert_rows:
        if not row.is_during:
            continue
        index, line = row.places[0]
        often = f"the first of {row.times} times" if row.times > 1 else "it fired once"
        threshold = f" ({row.thresholds[0]})" if row.thresholds else ""
        event = f"Alert {row.name} fires{threshold}"
        if row.start_known:
            reason = f"an alert during the incident; {often}"
            yield CandidateRow(row.first, event, index, line, reason)
        if row.last:
            yield CandidateRow(
                row.last, f"Alert {row.name} ends", index, line, "the last time that it ended"
            )
    for file in evidence.comparable("alerts"):
        times = [one for one in file.alerts if one.acknowledged]
        if first := min(times, key=lambda one: one.acknowledged or one.started, default=None):
            time = first.acknowledged or first.started
            if evidence.window.is_sign(time):
                event = f"Alert {first.name} is acknowledged"
                yield CandidateRow(time, event, file.index, first.line, "the first acknowledgement")


def _logs(evidence: DerivedEvidence) -> Iterator[CandidateRow]:
    """Yield the first and the last error of each log."""
    for file in evidence.comparable("logs"):
        if not file.log or not file.log.first_error or not file.log.last_error:
            continue
        first, last = file.log.first_error, file.log.last_error
        reason = f"the first of {file.log.errors:,} errors"
        yield CandidateRow(
            first.time, f"First error in the logs: {first.text}", file.index, first.line, reason
        )
        if last != first:
            event = f"Last error in the logs: {last.text}"
            yield CandidateRow(last.time, event, file.index, last.line, "no error follows")


def _metrics(evidence: DerivedEvidence) -> Iterator[CandidateRow]:
    """Yield the extreme of each metric that leaves its usual range."""
    for file in evidence.comparable("metrics"):
        for series in file.series:
            if series.deviation and series.deviation.is_anomaly:
                yield from _extreme(file, series)


def _extreme(file: DerivedFile, series: DerivedSeries) -> Iterator[CandidateRow]:
    deviation = series.deviation
    if deviation is None or deviation.extreme is None or deviation.baseline is None:
        return
    verb = "falls to" if deviation.direction == "down" else "peaks at"
    usual = number_text(deviation.baseline.median, series.unit)
    yield CandidateRow(
        datetime.fromtimestamp(deviation.extreme.seconds, UTC),
        f"{series.name} {verb} {number_text(deviation.extreme.value, series.unit)}",
        file.index,
        deviation.extreme.line,
        f"the furthest from the baseline, {usual}",
    )


def _reports(evidence: DerivedEvidence) -> Iterator[CandidateRow]:
    """Yield the first report of users."""
    counts = evidence.reports
    for file in evidence.comparable("user-reports"):
        if counts and file.reports and (first := file.reports.first):
            event = f"First user report: {first.title}"
            reason = f"the first of {counts.total:,} reports"
            yield CandidateRow(first.time, event, file.index, first.line, reason)
