"""A contributing factor or a failed safeguard is addressed by no action item.

Why:
    A factor that stays makes the next incident possible too. The
    [CCADB](https://www.ccadb.org/cas/incident-report) wants each mapped to an action item. An item
    that is `cancelled` and says why addresses it as well, and so does a comment that allows it with
    the reason.

Wrong:
    root_cause:
      nodes:
        - {id: no-timeout, kind: contributing-factor, text: Calls had no timeout}
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout}

Says:
    no action item addresses `no-timeout`; name it under `addresses` of one, or allow it with the
    reason

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


@rule(status="in-review", worst=MAJOR, needs=("lessons.action_items.addresses",))
def factor_without_action(case: RuleContext) -> Iterator[Finding]:
    """Compare the factors with what the action items address."""
    for index, node in unaddressed_factors(case.incident):
        yield Finding(
            ("root_cause", "nodes", index, "id"),
            f"no action item addresses `{node.id}`",
            "name it under `addresses` of one, or allow it with the reason",
        )
