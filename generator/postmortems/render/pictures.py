"""The chart on an incident page: its phases on a time axis."""

from .. import chart
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
    reached = [
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
    rows = [
        (entry.time.at, f"{words.time(entry.time)}: {first_words(entry.event)}")
        for entry in incident.timeline
    ]
    title = "From the start to each phase"
    return chart.phases(started.at, words.time(started), reached, rows, title)
