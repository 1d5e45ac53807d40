"""The incident is resolved, and it has no action items.

Why:
    A postmortem without follow-up changes nothing. If nothing should be done, add a `cancelled`
    action item that says why;
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_process/) asks to document the
    decision not to act.

Wrong:
    lessons: {improve: [A full pool blocked every request]}

Says:
    there is no action item; add what will be done, or a `cancelled` item that says why nothing will

Right:
    lessons:
      improve: [A full pool blocked every request]
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout of 2 s}
"""

from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(status="in-review", max_severity_rank=MAJOR)
def resolved_without_actions(context: RuleContext) -> Iterator[Finding]:
    """Report a resolved incident without action items."""
    if context.is_resolved and not context.incident.actions:
        yield Finding(
            ("lessons", "action_items"),
            "there is no action item",
            "add what will be done, or a `cancelled` item that says why nothing will",
        )
