"""An action item is open past its day.

Why:
    *Action items get forgotten* is the commonest complaint about postmortems, and the day an
    incident comes back is a bad day to find out. Do it, move the day, or cancel it and say why.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, state: open, due: 2026-03-28}

Says:
    `gateway-timeout` is 65 days overdue; do it, move the day, or cancel it and say why

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, state: done, done_on: 2026-03-26}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def action_overdue(case: RuleContext) -> Iterator[Finding]:
    """Compare the days with the day of the check."""
    for loc, item in case.actions:
        if days := item.overdue_days(case.corpus.as_of):
            yield Finding(
                (*loc, "due"),
                f"`{item.id}` is {days} day{'s' if days > 1 else ''} overdue",
                "do it, move the day, or cancel it and say why",
                stable_message=f"`{item.id}` is overdue",
            )
