"""An alert fired before the time at which the incident was detected, during it or shortly before.

Why:
    The time to detect is computed from `detected`. If an alert fired earlier, either the time is
    wrong, or nobody saw the alert, which is a lesson of its own.

Wrong:
    times: {started: 2026-03-14T09:20Z, detected: 2026-03-14T09:58Z, resolved: 2026-03-14T10:30Z}
    evidence: [{kind: alerts, file: evidence/alerts.json}]

Says:
    the alert `CheckoutErrors` fired at 09:31 UTC, 27 minutes before `detected`
    (`evidence/alerts.json:3`); correct the time, or write in the timeline why nobody saw the alert

Right:
    times: {started: 2026-03-14T09:20Z, detected: 2026-03-14T09:31Z, resolved: 2026-03-14T10:30Z}
    evidence: [{kind: alerts, file: evidence/alerts.json}]
"""

from ..evidence_places import PRECISION, clock, length, place_of
from ..rule import Finding, Iterator, RuleContext, rule


@rule(needs=("times", "timeline.marks"))
def alert_before_detected(context: RuleContext) -> Iterator[Finding]:
    """Report the first alert that may be of the incident, if it fired before the detection."""
    incident = context.incident
    detected = incident.phases.get("detected")
    if detected is None or detected.approximate:
        return
    window = context.evidence.window
    # An alert that fired long before the start and was still firing is about something else.
    rows = [row for row in context.evidence.alert_rows if window.is_sign(row.first)]
    first = min((row for row in rows if row.start_known), key=lambda row: row.first, default=None)
    if first is None:
        return
    if detected.at - first.first > PRECISION:
        yield Finding(
            incident.phase_loc("detected"),
            f"the alert `{first.name}` fired at {clock(first.first, detected.at)}, "
            f"{length(detected.at - first.first)} before `detected` "
            f"({place_of(incident, *first.places[0])})",
            "correct the time, or write in the timeline why nobody saw the alert",
        )
