"""The logs have an error shortly before the time at which the incident started.

Only a log without errors long before the incident is compared, since in others errors are usual.

Why:
    Every duration is computed from `started`. The first error in the logs is often earlier than the
    time that people remember.

Wrong:
    times: {started: 2026-03-14T09:40Z, detected: 2026-03-14T09:42Z, resolved: 2026-03-14T10:30Z}
    evidence: [{kind: logs, file: evidence/app.log}]

Says:
    the first error in the logs is at 09:24 UTC, 16 minutes before `started` (`evidence/app.log:3`);
    correct the time, or write in the timeline why this error is not part of the incident

Right:
    times: {started: 2026-03-14T09:24Z, detected: 2026-03-14T09:42Z, resolved: 2026-03-14T10:30Z}
    evidence: [{kind: logs, file: evidence/app.log}]
"""

from ...evidence import DerivedFile
from ..evidence_places import PRECISION, clock, length, place_of
from ..rule import Finding, Iterator, RuleContext, rule


@rule(needs=("times", "timeline.marks"))
def first_error_before_started(context: RuleContext) -> Iterator[Finding]:
    """Report the first error of the logs, if it is before the start of the incident."""
    incident = context.incident
    started = incident.phases.get("started")
    if started is None or started.approximate:
        return
    files = [file for file in context.evidence.comparable("logs") if not _errors_are_usual(file)]
    errors = [(file.log.first_error, file.index) for file in files if file.log]
    firsts = [(error.time, index, error.line) for error, index in errors if error]
    if not firsts:
        return
    time, index, line = min(firsts)
    if started.at - time > PRECISION:
        yield Finding(
            incident.phase_loc("started"),
            f"the first error in the logs is at {clock(time, started.at)}, "
            f"{length(started.at - time)} before `started` ({place_of(incident, index, line)})",
            "correct the time, or write in the timeline why this error is not part of the incident",
        )


def _errors_are_usual(file: DerivedFile) -> bool:
    """Return whether a log has errors before those that may be signs of the incident."""
    if file.log is None or file.log.first_error is None:
        return False
    minute = file.log.first_error.time.replace(second=0, microsecond=0).timestamp()
    return any(counts.get("error") for time, counts in file.log.counts.items() if time < minute)
