"""The part of an incident that pages about several incidents show.

They are built from outlines, so a change of any other text needs no new page of theirs.
"""

from typing import Any

from .incident import Incident
from .texts import OMITTED, without_texts

_SECTIONS = ("monitoring", "remediation", "prevention")
"""The sections whose texts only the page of the incident shows, like those of the timeline."""


def outline(incident: Incident) -> Incident:
    """Return an incident without the texts that only its own page shows.

    Times, names and numbers remain, and so does whether a text is recorded.
    """
    changes: dict[str, Any] = {name: without_texts(getattr(incident, name)) for name in _SECTIONS}
    communication = without_texts(incident.response.communication)
    changes["response"] = incident.response.model_copy(update={"communication": communication})
    changes["timeline"] = tuple(without_texts(entry) for entry in incident.timeline)
    changes["sections"] = tuple(without_texts(section) for section in incident.sections)
    if incident.symptoms:
        changes["symptoms"] = (OMITTED,) * len(incident.symptoms)
    if incident.summary:
        changes["summary"] = OMITTED
    root_cause = incident.root_cause
    if root_cause.summary:
        changes["root_cause"] = root_cause.model_copy(update={"summary": OMITTED})
    return incident.model_copy(update=changes)
