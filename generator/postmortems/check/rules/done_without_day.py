"""An action item is done, but the day is not recorded.

Why:
    Whether an incident recurred *before* a fix or *despite* it is the most useful fact of a
    history, and it depends on this day.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, state: done}

Says:
    `gateway-timeout` is done but has no `done_on`; add the day

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, state: done, done_on: 2026-03-26}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(level="note")
def done_without_day(context: RuleContext) -> Iterator[Finding]:
    """Report each action item that is `done` without a `done_on`."""
    for loc, item in context.actions:
        if item.state == "done" and item.done_on is None:
            yield Finding(
                (*loc, "done_on"), f"`{item.id}` is done but has no `done_on`", "add the day"
            )
