"""A cause is not connected to any user impact.

Why:
    In the diagram it is not connected to the user impact, and a reader cannot see its effect. Step
    5 of the
    template requires that every factor leads to the impact.

Wrong:
    root_cause:
      nodes:
        - {id: no-timeout, kind: contributing-factor, text: Calls had no timeout}
        - {id: full, kind: primary-failure, text: The pool is full}
        - {id: declined, kind: user-impact, text: Cards are declined, caused_by: [full]}

Says:
    no path leads from `no-timeout` to a user impact; name its effects under `leads_to`

Right:
    root_cause:
      nodes:
        - {id: no-timeout, kind: contributing-factor, text: Calls had no timeout}
        - {id: full, kind: primary-failure, text: The pool is full, caused_by: [no-timeout]}
        - {id: declined, kind: user-impact, text: Cards are declined, caused_by: [full]}
"""

from ...insights import unconnected_causes
from ..rule import Finding, Iterator, RuleContext, rule


@rule(needs=("root_cause.nodes",))
def cause_without_effect(context: RuleContext) -> Iterator[Finding]:
    """Report each cause without a path to a `user-impact` node, if there is such a node."""
    for index, node in unconnected_causes(context.incident):
        yield Finding(
            ("root_cause", "nodes", index, "id"),
            f"no path leads from `{node.id}` to a user impact",
            "name its effects under `leads_to`",
        )
