"""An action item has no state.

Why:
    Nothing is inferred from a missing state: the pages can neither count the item as open nor
    report that an incident recurred while it was. The
    [CCADB](https://www.ccadb.org/cas/incident-report) asks for it.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout}

Says:
    `gateway-timeout` has no `state`; set it to `open`, `in-progress`, `done` or `cancelled`

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, state: in-progress}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review")
def action_without_state(context: RuleContext) -> Iterator[Finding]:
    """Report each action item without a `state` or `done_on`."""
    for loc, item in context.actions:
        if item.state is None and item.done_on is None:
            yield Finding(
                (*loc, "state"),
                f"`{item.id}` has no `state`",
                "set it to `open`, `in-progress`, `done` or `cancelled`",
            )
