"""A near miss does not tell what stopped it.

Why:
    What held is the lesson of a near miss: say it as something that went well, or as a system
    response or a recovery action of the root cause. [VOID](https://www.thevoid.community/report)
    finds reports of near misses few and often more instructive.

Wrong:
    kind: near-miss

Says:
    nobody recorded what stopped it; say what held, and why

Right:
    kind: near-miss
    lessons: {went_well: [The canary refused the new client]}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", needs=("root_cause.nodes.kind",))
def near_miss_without_barrier(case: RuleContext) -> Iterator[Finding]:
    """Look for what held."""
    if case.incident.kind != "near-miss":
        return
    if not (case.incident.lessons.went_well or case.nodes("system-response", "recovery-action")):
        yield Finding(
            ("lessons", "went_well"), "nobody recorded what stopped it", "say what held, and why"
        )
