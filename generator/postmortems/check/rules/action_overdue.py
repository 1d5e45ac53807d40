"""An action item that is recorded as open or in progress is past its due date.

Why:
    Forgotten action items are the most common complaint about postmortems, and are often noticed
    only when the incident recurs. Finish the work, move the date, or cancel the item and say why.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, state: open, due: 2026-03-28}

Says:
    `gateway-timeout` is 65 days overdue; finish it, move `due`, or cancel it and say why

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, state: done, done_on: 2026-03-26}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def action_overdue(context: RuleContext) -> Iterator[Finding]:
    """Report each open action item that was due before the day of the check."""
    for loc, item in context.actions:
        if days := item.overdue_days(context.corpus.as_of):
            yield Finding(
                (*loc, "due"),
                f"`{item.id}` is {days} day{'s' if days > 1 else ''} overdue",
                "finish it, move `due`, or cancel it and say why",
                stable_message=f"`{item.id}` is overdue",
            )
