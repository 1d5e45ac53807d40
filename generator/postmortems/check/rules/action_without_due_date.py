"""An action item has no day by which it is done.

Why:
    Work without a date is overtaken by work that has one. With a date the pages can tell what is
    overdue, and that an incident came back while a fix was late. The
    [CCADB](https://www.ccadb.org/cas/incident-report) asks for one.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, state: open}

Says:
    `gateway-timeout` has no due day; write `due: YYYY-MM-DD`

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, state: open, due: 2026-07-01}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", worst=3)
def action_without_due_date(case: RuleContext) -> Iterator[Finding]:
    """Look at the action items that are not done or cancelled."""
    for loc, item in case.planned:
        if item.due is None and not item.is_closed:
            yield Finding((*loc, "due"), f"`{item.id}` has no due day", "write `due: YYYY-MM-DD`")
