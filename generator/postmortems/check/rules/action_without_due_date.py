"""An action item has no due date.

Why:
    Work without a date is displaced by work that has one. With a date the pages can show what is
    overdue, and whether an incident recurred while a fix was late. The
    [CCADB](https://www.ccadb.org/cas/incident-report) asks for one.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, state: open}

Says:
    `gateway-timeout` has no due date; add `due: YYYY-MM-DD`

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, state: open, due: 2026-07-01}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", max_severity_rank=3)
def action_without_due_date(context: RuleContext) -> Iterator[Finding]:
    """Report each action item that is neither done nor cancelled and has no due date."""
    for loc, item in context.uncancelled_actions:
        if item.due is None and not item.is_closed:
            yield Finding((*loc, "due"), f"`{item.id}` has no due date", "add `due: YYYY-MM-DD`")
