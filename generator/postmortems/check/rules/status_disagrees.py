"""The incident has a time of resolution, but its status is not `resolved`.

Why:
    Indexes and readers rely on the status; a reader who sees *Investigating* at the top of an
    incident that ended in March stops trusting the page.

Wrong:
    status: monitoring
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}

Says:
    status is `monitoring`, but the incident was resolved at 2026-03-14 10:30 UTC; write `status:
    resolved`

Right:
    status: resolved
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def status_disagrees(context: RuleContext) -> Iterator[Finding]:
    """Report a status other than `resolved` if the phase `resolved` has a time."""
    resolved = context.incident.phases.get("resolved")
    if resolved and not context.is_resolved:
        yield Finding(
            ("status",),
            f"status is `{context.incident.status}`, but the incident was resolved at {resolved}",
            "write `status: resolved`",
        )
