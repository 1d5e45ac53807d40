"""No stabilization measure is recorded.

Why:
    Engineers who face the same failure look for this first. It is step 3 of the template,
    and the *resolution* of [Google's example](https://sre.google/sre-book/example-postmortem/).

Wrong:
    response: {stabilization: {}}

Says:
    no stabilization measure is recorded; record what was rolled back, rerouted, scaled or patched

Right:
    response: {stabilization: {rollback: The old client was switched on again}}
"""

from ...insights import is_stabilized
from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(status="in-review", max_severity_rank=MAJOR)
def no_stabilization(context: RuleContext) -> Iterator[Finding]:
    """Report an empty `stabilization` of a resolved incident, except for near misses."""
    if (
        context.is_resolved
        and context.incident.kind != "near-miss"
        and not is_stabilized(context.incident)
    ):
        yield Finding(
            ("response", "stabilization"),
            "no stabilization measure is recorded",
            "record what was rolled back, rerouted, scaled or patched",
        )
