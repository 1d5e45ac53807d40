"""An action item is due before the incident, or more than a year after it.

Why:
    The one is a slip of the pen. The other is no plan: whoever owns it will have another task by
    then. Cut off a piece that can be done this quarter.

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

FARTHEST = 366


@rule()
def implausible_due_date(case: RuleContext) -> Iterator[Finding]:
    """Compare the days with that of the incident."""
    for loc, item in case.actions:
        days = (item.due - case.incident.day).days if item.due else 0
        if days < 0:
            yield Finding((*loc, "due"), f"{item.due} is before the incident", "check the year")
        elif days > FARTHEST:
            yield Finding(
                (*loc, "due"),
                f"{item.due} is {days} days after the incident",
                "check the year, or make a smaller item of it",
            )
