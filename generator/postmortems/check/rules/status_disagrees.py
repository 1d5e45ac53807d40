"""The incident is not over by its status, and has a time at which it was resolved.

Why:
    Indexes and readers go by the status; whoever sees *Investigating* at the top of an incident
    that was over in March stops trusting the page.

Wrong:
    status: monitoring
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}

Says:
    the incident is `monitoring` and was resolved at 2026-03-14 10:30 UTC; write `status: resolved`

Right:
    status: resolved
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def status_disagrees(case: RuleContext) -> Iterator[Finding]:
    """Compare the status with the phases."""
    resolved = case.incident.phases.get("resolved")
    if resolved and not case.is_over:
        yield Finding(
            ("status",),
            f"the incident is `{case.incident.status}` and was resolved at {resolved}",
            "write `status: resolved`",
        )
