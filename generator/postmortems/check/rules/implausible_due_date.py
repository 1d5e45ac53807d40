"""An action item is due before the incident, or more than a year after it.

Why:
    A date before the incident is a typing error. A date so late is not a plan: the owner will have
    other tasks by then. Split off a piece that can be done this quarter.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, due: 2025-03-28}

Says:
    2025-03-28 is before the incident; check the year

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, due: 2026-03-28}
"""

from ..rule import Finding, Iterator, RuleContext, rule

MAX_DAYS = 366


@rule()
def implausible_due_date(context: RuleContext) -> Iterator[Finding]:
    """Report each due date before the incident, or more than `MAX_DAYS` days after it."""
    for loc, item in context.actions:
        days = (item.due - context.incident.day).days if item.due else 0
        if days < 0:
            yield Finding((*loc, "due"), f"{item.due} is before the incident", "check the year")
        elif days > MAX_DAYS:
            yield Finding(
                (*loc, "due"),
                f"{item.due} is {days} days after the incident",
                "check the year, or split off a smaller item",
            )
