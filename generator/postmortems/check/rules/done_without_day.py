"""An action item is done, and nobody recorded when.

Why:
    Whether an incident came back *before* a fix or *despite* it is the most useful thing a history
    tells, and it hangs on this day.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, state: done}

Says:
    nobody recorded when `gateway-timeout` was done; add the day

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, state: done, done_on: 2026-03-26}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(level="note")
def done_without_day(case: RuleContext) -> Iterator[Finding]:
    """Look for the day of those that are done."""
    for loc, item in case.actions:
        if item.state == "done" and item.done_on is None:
            yield Finding(
                (*loc, "done_on"), f"nobody recorded when `{item.id}` was done", "add the day"
            )
