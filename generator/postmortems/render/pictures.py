"""The pictures of an incident's phases: a chart on a time axis, and a bar."""

from datetime import date, timedelta

from .. import chart
from ..insights import ongoing_days
from ..model import METRICS, Incident
from ..model.row_text import first_words
from . import words


def phases_figure(incident: Incident) -> chart.Figure | None:
    """Return a chart of the phases on a time axis, with the rows of the timeline below.

    None if the start is not recorded, or no time passed.
    """
    started = incident.phases.get("started")
    if started is None:
        return None
    reached = _reached(incident)
    rows = [
        (entry.time.at, f"{words.time(entry.time)}: {first_words(entry.event)}")
        for entry in incident.timeline
    ]
    title = "From the start to each phase"
    return chart.phases(started.at, words.time(started), reached, rows, title)


def phase_strip(incident: Incident, day: date) -> str:
    """Return a bar of the phases to scale as HTML; empty if the start is not recorded.

    Args:
        incident: the incident.
        day: the day until which an ongoing incident has lasted.
    """
    started = incident.phases.get("started")
    if started is None:
        return ""
    age = ongoing_days(incident, day)
    ongoing_for = None if age is None else timedelta(days=max(age, 1))
    return str(chart.phase_strip(started.at, _reached(incident), ongoing_for))


def _reached(incident: Incident) -> list[chart.Reach]:
    return [
        chart.Reach(
            words.title(metric.end),
            incident.phases[metric.end].at,
            words.time(incident.phases[metric.end]),
            words.duration(incident.durations[metric]),
            f"pm-phase-{metric.end}",
        )
        for metric in METRICS
        if metric in incident.durations
    ]
