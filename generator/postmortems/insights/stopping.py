"""What stopped an incident."""

from ..model import Incident
from ..model.row_text import first_words
from .kinds import is_ongoing
from .stabilization import measures_taken

MOST_MEASURES = 2
"""The number of measures that are named as what stopped an incident."""


def is_stopped(incident: Incident) -> bool:
    """Return whether the incident is mitigated or over."""
    return "mitigated" in incident.phases or not is_ongoing(incident)


def measures_that_stopped(incident: Incident) -> list[str]:
    """Return the measures that stopped an incident; none if it is not stopped."""
    return main_measures(incident) if is_stopped(incident) else []


def main_measures(incident: Incident) -> list[str]:
    """Return the first immediate actions, else recovery actions, else a row of the timeline."""
    nodes = incident.root_cause.nodes
    measures = measures_taken(incident)
    measures = measures or [node.text for node in nodes if node.kind == "recovery-action"]
    if not measures:
        rows = [row for row in incident.timeline if row.marks in ("mitigated", "resolved")]
        measures = [first_words(row.action or row.event) for row in rows[:1]]
    return measures[:MOST_MEASURES]
