"""A near miss does not say what stopped it.

Why:
    The safeguard that worked is the lesson of a near miss: record it under `went_well`, or as a
    system response or a recovery action of the root cause.
    [VOID](https://www.thevoid.community/report) finds that near misses are seldom reported, and
    often more instructive.

Wrong:
    kind: near-miss

Says:
    no safeguard that stopped it is recorded; say what worked and why

Right:
    kind: near-miss
    lessons: {went_well: [The canary refused the new client]}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", needs=("root_cause.nodes.kind",))
def near_miss_without_barrier(context: RuleContext) -> Iterator[Finding]:
    """Report a near miss without anything that went well and without a response in its nodes."""
    if context.incident.kind != "near-miss":
        return
    if not (
        context.incident.lessons.went_well or context.nodes("system-response", "recovery-action")
    ):
        yield Finding(
            ("lessons", "went_well"),
            "no safeguard that stopped it is recorded",
            "say what worked and why",
        )
