"""Nobody recorded what stopped the harm.

Why:
    Whoever meets the same failure at night looks for exactly this. It is step 3 of the template,
    and the *resolution* of [Google's example](https://sre.google/sre-book/example-postmortem/).

Wrong:
    response: {stabilization: {}}

Says:
    nobody recorded what stopped the harm; name what was rolled back, rerouted, scaled or patched

Right:
    response: {stabilization: {rollback: The old client was switched on again}}
"""

from ...insights import is_stabilized
from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(status="in-review", worst=MAJOR)
def no_stabilization(case: RuleContext) -> Iterator[Finding]:
    """Look for an entry, once the incident is over."""
    if case.is_over and case.incident.kind != "near-miss" and not is_stabilized(case.incident):
        yield Finding(
            ("response", "stabilization"),
            "nobody recorded what stopped the harm",
            "name what was rolled back, rerouted, scaled or patched",
        )
