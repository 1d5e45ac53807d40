"""The charts of an incident page that are drawn from evidence."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from .. import chart
from ..evidence import DerivedEvidence, DerivedFile
from ..evidence.baseline import number_text
from ..evidence.derived_metrics import DerivedSeries
from ..model import Incident, Moment
from . import words

_LEVELS = (
    chart.Level("error", "Errors", "pm-fill-1"),
    chart.Level("warning", "Warnings", "pm-fill-3"),
    chart.Level("info", "Information", "pm-fill-4"),
    chart.Level("other", "Other", "pm-fill-5"),
)
_REPORTS = (chart.Level("reports", "Reports", "pm-fill-4"),)
_LEAD, _MARGIN = 3600.0, 120.0
"""The most and the least that is drawn of reports before an incident, in seconds."""


def metrics_figure(
    incident: Incident, evidence: DerivedEvidence, file: DerivedFile
) -> chart.Figure | None:
    """Return the charts of the series of a file on one time axis; None if there is no point."""
    runs = [run for series in file.series for run in series.sampled.runs]
    if not runs:
        return None
    first = min(run[0][0] for run in runs)
    last = max(run[-1][0] for run in runs)
    more = ""
    if file.more_series:
        more = f" {words.count(file.more_series, 'more series', 'more series')} not drawn."
    return chart.lines(
        [_panel(series) for series in file.series],
        _frame(incident, evidence, first, last, comparable=file.is_comparable),
        "Metrics around the incident",
        f"From {file.file}.{more}",
    )


def _panel(series: DerivedSeries) -> chart.Panel:
    compared = series.deviation
    baseline, extreme = (compared.baseline, compared.extreme) if compared else (None, None)
    return chart.Panel(
        series.name,
        series.sampled.runs,
        series.unit,
        chart.Band(baseline.low, baseline.median, baseline.high) if baseline else None,
        chart.Extreme(
            extreme.seconds,
            extreme.value,
            f"{number_text(extreme.value, series.unit)} at {_clock(extreme.seconds)}",
        )
        if extreme
        else None,
    )


def log_figure(
    incident: Incident, evidence: DerivedEvidence, file: DerivedFile
) -> chart.Figure | None:
    """Return a chart of the number of entries of a log by level; None if there is none."""
    if file.log is None or not file.log.counts:
        return None
    times = sorted(file.log.counts)
    return chart.counts(
        file.log.counts,
        _LEVELS,
        _frame(incident, evidence, times[0], times[-1] + 60, comparable=file.is_comparable),
        "Entries of the log by level",
        f"From {file.file}.",
    )


def reports_figure(incident: Incident, evidence: DerivedEvidence) -> chart.Figure | None:
    """Return a chart of the reports of users over time; None if there is none.

    Files whose times cannot be compared with those of the incident are drawn only if all are so.
    """
    files = evidence.comparable("user-reports")
    comparable = bool(files)
    files = files or evidence.of("user-reports")
    times = [time for file in files if file.reports for time in file.reports.times]
    if not times:
        return None
    numbers: dict[float, dict[str, int]] = {}
    for minute, count in Counter(time // 60 * 60 for time in times).items():
        numbers[minute] = {"reports": count}
    first, last = min(times), max(times)
    if comparable and (started := evidence.window.started):
        first = min(max(first, started.timestamp() - _LEAD), started.timestamp() - _MARGIN)
    return chart.counts(
        numbers,
        _REPORTS,
        _frame(incident, evidence, first, max(last, first) + 60, comparable=comparable),
        "Reports of users",
        f"From {', '.join(file.file for file in files)}.",
    )


def _frame(
    incident: Incident, evidence: DerivedEvidence, first: float, last: float, *, comparable: bool
) -> chart.TimeFrame:
    """Return the time axis; without the incident if the times cannot be compared with it."""
    if not comparable:
        return chart.TimeFrame(first, last, zone="no zone")
    window = evidence.window
    incident_span = None
    if window.started:
        end = window.ended.timestamp() if window.ended else None
        incident_span = (window.started.timestamp(), end)
    return chart.TimeFrame(first, last, incident_span, _marks(incident))


def _marks(incident: Incident) -> Sequence[chart.TimeMark]:
    moments = sorted(incident.phases.items(), key=lambda pair: pair[1].at)
    return [
        chart.TimeMark(
            words.title(phase),
            moment.at.timestamp(),
            words.time(moment, day=False),
            f"pm-phase-{phase}",
        )
        for phase, moment in moments
    ]


def _clock(seconds: float) -> str:
    """Return the clock time of a number of seconds since the epoch, in UTC."""
    return words.time(Moment(datetime.fromtimestamp(seconds, UTC)), day=False)
