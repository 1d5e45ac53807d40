"""By its times the incident lasted more than 30 days.

Why:
    Incidents of months exist, but a wrong month or year is far more common: one public report has
    an incident of July resolved in September. If it is true, suppress the finding with a comment
    that says so.

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
def implausible_length(context: RuleContext) -> Iterator[Finding]:
    """Report the last phase if it is more than `LONGEST` after the start."""
    phases = context.incident.phases
    started = phases.get("started")
    for phase in ("resolved", "mitigated"):
        end = phases.get(phase)
        if started and end and end.at - started.at > LONGEST:
            yield Finding(
                context.incident.phase_loc(phase),
                f"`{phase}` is {(end.at - started.at).days} days after `started`",
                "check the month and the year",
            )
            return
