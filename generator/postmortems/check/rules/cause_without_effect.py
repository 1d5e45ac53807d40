"""A cause leads nowhere: no arrow goes from it towards what users felt.

Why:
    In the diagram it stands beside the story, and a reader asks what it has to do with it. It is
    step 5 of the template that every factor reaches the impact.

Wrong:
    root_cause:
      nodes:
        - {id: no-timeout, kind: contributing-factor, text: Calls had no timeout}
        - {id: full, kind: primary-failure, text: The pool is full}
        - {id: declined, kind: user-impact, text: Cards are declined, caused_by: [full]}

Says:
    `no-timeout` leads to nothing that users felt; name what follows from it under `leads_to`

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
def cause_without_effect(case: RuleContext) -> Iterator[Finding]:
    """Look which causes reach a node of the users' impact, where there is one."""
    for index, node in unconnected_causes(case.incident):
        yield Finding(
            ("root_cause", "nodes", index, "id"),
            f"`{node.id}` leads to nothing that users felt",
            "name what follows from it under `leads_to`",
        )
