"""The template's seven steps, computed from the data: the steps done, and the parts missing.

They describe the content of a postmortem, not the work of people.
"""

from dataclasses import dataclass
from datetime import timedelta

from .evidence import NO_EVIDENCE, DerivedEvidence
from .insights import (
    blank_sections,
    impact_is_measured,
    is_stabilized,
    missing_causes,
    publication,
    unaddressed_factors,
    unconnected_causes,
)
from .model import Corpus, Incident, Moment
from .model.record import is_empty

FIRST_DATA = timedelta(minutes=15)
"""The template's time to gather data, from the moment the incident was detected."""


@dataclass(frozen=True)
class Step:
    """One of the seven steps.

    Args:
        number: 1 to 7.
        title: the template's text.
        done: whether the data shows that the step was done. False means only that it does not.
        says: the reason, as part of a sentence.
    """

    number: int
    title: str
    done: bool
    says: str

    @property
    def sentence(self) -> str:
        """The reason with a capital letter."""
        return self.says[:1].upper() + self.says[1:]


def scorecard(
    incident: Incident, corpus: Corpus, evidence: DerivedEvidence = NO_EVIDENCE
) -> tuple[Step, ...]:
    """Return the seven steps of an incident, with what is derived from its evidence."""
    return (
        Step(1, "Gather all incident data within first 15 minutes", *_gathered(incident, evidence)),
        Step(2, "Assess user and business impact immediately", *_assessed(incident)),
        Step(3, "Implement stabilization measures", *_stabilized(incident)),
        Step(4, "Document all actions with timestamps", *_documented(incident)),
        Step(5, "Conduct thorough root cause analysis", *_analysed(incident)),
        Step(6, "Prepare comprehensive postmortem", *_prepared(incident, corpus, evidence)),
        Step(7, "Define concrete prevention measures", *_prevented(incident)),
    )


def _gathered(incident: Incident, evidence: DerivedEvidence) -> tuple[bool, str]:
    """Return whether data is from the time within `FIRST_DATA` of detection, and the reason.

    Data are the records of evidence, and rows of the timeline that name a file of evidence. A row
    without evidence does not show that data was gathered, so it does not count.
    """
    detected = incident.phases.get("detected")
    if detected is None:
        return False, "when it was detected is not recorded"
    data = evidence.first_data()
    if data is not None and data - detected.at <= FIRST_DATA:
        length = _length(max(data - detected.at, timedelta()))
        return True, f"the evidence has data from {length} after detection"
    return _gathered_in_timeline(incident, detected)


def _gathered_in_timeline(incident: Incident, detected: Moment) -> tuple[bool, str]:
    own = next((row for row in incident.timeline if row.marks == "detected"), None)
    later = [row for row in incident.timeline if row is not own and row.time.at >= detected.at]
    if not later:
        return False, "no row of the timeline is after it was detected"
    limit = detected.at + FIRST_DATA
    if proven := [row.time.at for row in later if row.evidence and row.time.at <= limit]:
        return True, f"first row with evidence {_length(min(proven) - detected.at)} after detection"
    first = min(row.time.at for row in later)
    seen = f"first timeline row {_length(first - detected.at)} after detection"
    return False, f"{seen}; no evidence of the first 15 min is recorded" if first <= limit else seen


def _length(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    if not minutes and seconds:
        return f"{seconds} s"
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def _assessed(incident: Incident) -> tuple[bool, str]:
    if is_empty(incident.impact):
        return False, "no impact is recorded"
    done = impact_is_measured(incident)
    return done, "the impact has numbers" if done else "the impact has no number"


def _stabilized(incident: Incident) -> tuple[bool, str]:
    end = incident.end_of_harm
    acted = [row for row in incident.timeline if row.action]
    if end and acted and not any(row.time.at <= end.at for row in acted):
        return False, "no action of the timeline is before the harm ended"
    if is_stabilized(incident):
        return True, "what stopped the harm is recorded"
    return False, "what stopped the harm is not recorded"


def _documented(incident: Incident) -> tuple[bool, str]:
    rows = incident.timeline
    acted = [row for row in rows if row.action]
    if not acted:
        return False, "no row of the timeline has an action"
    whole = [row for row in acted if row.result]
    return True, f"{len(acted)} of {len(rows)} rows have an action, {len(whole)} a result too"


def _analysed(incident: Incident) -> tuple[bool, str]:
    missing = missing_causes(incident)
    if missing:
        return False, f"no {' and no '.join(missing)} is recorded"
    if stray := [node.id for _, node in unconnected_causes(incident)]:
        return False, f"{len(stray)} of the causes lead to nothing that users felt"
    if texts := [node.text for _, node in unaddressed_factors(incident)]:
        return False, f"no action item addresses: {'; '.join(texts)}"
    return True, "trigger, primary failure and factors are recorded, each factor with an action"


def _prepared(incident: Incident, corpus: Corpus, evidence: DerivedEvidence) -> tuple[bool, str]:
    blank = [heading for _, heading in blank_sections(incident, evidence.filled_sections)]
    if blank and corpus.is_major(incident):
        return False, f"blank: {', '.join(blank)}"
    if incident.document.status in ("draft", "in-review"):
        return False, "it is not published yet"
    resolved, published = incident.phases.get("resolved"), incident.document.published
    allowed = publication.days_allowed(incident, corpus)
    if published is None:
        return False, "when it was published is not recorded"
    if resolved is None or allowed is None:
        return True, "published"
    days = max(0, (published - resolved.at.date()).days)
    return days <= allowed, f"published after {days} days, of {allowed} allowed"


def _prevented(incident: Incident) -> tuple[bool, str]:
    items = [item for item in incident.actions if item.kind == "prevent"]
    if not items:
        return False, "no action item is of the kind prevent"
    whole = [item for item in items if item.owner and item.due and item.measured_by]
    if whole:
        return True, f"{len(whole)} of {len(items)} have an owner, a due day and a measure"
    return False, "none that prevents has an owner, a due day and a measure"
