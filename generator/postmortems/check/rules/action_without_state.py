"""It is not recorded where an action item stands.

Why:
    Nothing is concluded from silence: without a state the pages can neither count an item as open
    nor say that an incident came back while it was. The
    [CCADB](https://www.ccadb.org/cas/incident-report) asks for it.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout}

Says:
    nobody recorded where `gateway-timeout` stands; give one of `open`, `in-progress`, `done` and
    `cancelled`

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, state: in-progress}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review")
def action_without_state(case: RuleContext) -> Iterator[Finding]:
    """Look for a state, or for the day it was done."""
    for loc, item in case.actions:
        if item.state is None and item.done_on is None:
            yield Finding(
                (*loc, "state"),
                f"nobody recorded where `{item.id}` stands",
                "give one of `open`, `in-progress`, `done` and `cancelled`",
            )
