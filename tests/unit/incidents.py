"""Incidents and corpora of the few values that a test is about."""

from datetime import date
from typing import Any

from postmortems.model import Corpus, Incident
from postmortems.model.corpus import newest_first

TODAY = date(2026, 11, 1)


def incident(name: str, **more: Any) -> Incident:
    return Incident.model_validate({"id": name, "title": name, "severity": "SEV2", **more})


def corpus(*incidents: Incident, **more: Any) -> Corpus:
    return Corpus(TODAY, newest_first(list(incidents)), **more)


def times(start: str, end: str | None = None, phase: str = "resolved") -> dict[str, Any]:
    return {"times": {"started": start} | ({phase: end} if end else {})}
