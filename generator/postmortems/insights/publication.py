"""How long a postmortem may take to be published, and by how many days it is late."""

from ..model import Corpus, Incident


def days_allowed(incident: Incident, corpus: Corpus) -> int | None:
    """Return the days that the severity allows from resolution to publication, if it sets any."""
    severity = corpus.severities.get(incident.severity)
    return severity.publish_within if severity else None


def days_late(incident: Incident, corpus: Corpus) -> int:
    """Return the days since the postmortem should have been published; 0 if it is not late.

    It is not late without a recorded resolution, or when it is published or withdrawn.
    """
    resolved = incident.phases.get("resolved")
    allowed = days_allowed(incident, corpus)
    is_unpublished = incident.document.status in ("draft", "in-review")
    if not (is_unpublished and resolved and allowed):
        return 0
    return max(0, (corpus.as_of - resolved.at.date()).days - allowed)
