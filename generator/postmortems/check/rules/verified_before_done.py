"""An action item is verified, but was done later or is not done.

Why:
    Pages and the API say of a lesson that came back whether its fix had been verified. A check that
    ran before the fix was in place shows nothing about it.

Wrong:
    lessons:
      action_items:
        - id: gateway-timeout
          text: Give calls to the gateway a timeout
          state: done
          done_on: 2026-03-26
          verified_on: 2026-02-27

Says:
    `gateway-timeout` was verified on 2026-02-27, before it was done on 2026-03-26; correct one of
    the two days

Right:
    lessons:
      action_items:
        - id: gateway-timeout
          text: Give calls to the gateway a timeout
          state: done
          done_on: 2026-03-26
          verified_on: 2026-03-27
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(needs=("lessons.action_items.done_on",))
def verified_before_done(context: RuleContext) -> Iterator[Finding]:
    """Report each action item that was verified before it was done, or that is not done."""
    for loc, item in context.actions:
        if item.verified_on is None:
            continue
        place = (*loc, "verified_on")
        if not item.is_done:
            state = f"its state is `{item.state}`" if item.state else "it has no `done_on`"
            yield Finding(
                place,
                f"`{item.id}` was verified on {item.verified_on}, but {state}",
                "write `state: done` and `done_on`, or remove `verified_on`",
            )
        elif item.done_on and item.verified_on < item.done_on:
            yield Finding(
                place,
                f"`{item.id}` was verified on {item.verified_on}, before it was done on "
                f"{item.done_on}",
                "correct one of the two days",
            )
