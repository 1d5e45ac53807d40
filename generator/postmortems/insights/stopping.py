"""What stopped an incident."""

import re

from ..model import Incident
from ..model.row_text import first_words

MOST_MEASURES = 2
"""The number of measures that are named as what stopped an incident."""

_NOT_TAKEN = re.compile(r"(?:not|no|none|nothing|never)\b", re.IGNORECASE)
"""The beginning of a text that says why a measure was not taken."""


def measures_that_stopped(incident: Incident) -> list[str]:
    """Return what stopped an incident: measures, else recovery actions, else a timeline row."""
    stabilization = incident.response.stabilization
    measures = [
        *stabilization.rollback,
        *stabilization.patches,
        *stabilization.traffic,
        *stabilization.scaling,
    ]
    measures = [text for text in measures if not _NOT_TAKEN.match(text)]
    nodes = incident.root_cause.nodes
    measures = measures or [node.text for node in nodes if node.kind == "recovery-action"]
    if not measures:
        rows = [row for row in incident.timeline if row.marks in ("mitigated", "resolved")]
        measures = [first_words(row.action or row.event) for row in rows[:1]]
    return measures[:MOST_MEASURES]
