"""The incident is said to have lasted more than 30 days.

Why:
    Incidents of months exist, and slips in a month or a year are far commoner: one public report
    has an incident of July resolved in September. Where it is true, a comment that allows it says
    so to the next reader.

Wrong:
    times:
      started: 2026-03-14T09:20Z
      resolved: 2026-05-14T10:30Z

Says:
    `resolved` is 61 days after `started`; check the month and the year

Right:
    times:
      started: 2026-03-14T09:20Z
      resolved: 2026-03-14T10:30Z
"""

from datetime import timedelta

from ..rule import Finding, Iterator, RuleContext, rule

LONGEST = timedelta(days=30)


@rule()
def implausible_length(case: RuleContext) -> Iterator[Finding]:
    """Compare the last phase with the start."""
    phases = case.incident.phases
    started = phases.get("started")
    for phase in ("resolved", "mitigated"):
        end = phases.get(phase)
        if started and end and end.at - started.at > LONGEST:
            yield Finding(
                case.incident.phase_loc(phase),
                f"`{phase}` is {(end.at - started.at).days} days after `started`",
                "check the month and the year",
            )
            return
