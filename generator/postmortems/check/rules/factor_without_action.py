"""A contributing factor or failed safeguard is not addressed by any action item.

Why:
    A factor that remains makes the next incident possible. The
    [CCADB](https://www.ccadb.org/cas/incident-report) wants each mapped to an action item. A
    `cancelled` item that says why also addresses it, and so does a comment that suppresses the
    finding with a reason.

Wrong:
    root_cause:
      nodes:
        - {id: no-timeout, kind: contributing-factor, text: Calls had no timeout}
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout}

Says:
    no action item addresses `no-timeout`; name it under `addresses` of one, or suppress this with
    the reason

Right:
    root_cause:
      nodes:
        - {id: no-timeout, kind: contributing-factor, text: Calls had no timeout}
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, addresses: [no-timeout]}
"""

from ...insights import unaddressed_factors
from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(status="in-review", max_severity_rank=MAJOR, needs=("lessons.action_items.addresses",))
def factor_without_action(context: RuleContext) -> Iterator[Finding]:
    """Report each factor and failed safeguard that no action item names under `addresses`."""
    for index, node in unaddressed_factors(context.incident):
        yield Finding(
            ("root_cause", "nodes", index, "id"),
            f"no action item addresses `{node.id}`",
            "name it under `addresses` of one, or suppress this with the reason",
        )
