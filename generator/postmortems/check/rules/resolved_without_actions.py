"""The incident is over, and nothing is going to be done about it.

Why:
    A postmortem without follow-up changes nothing. If nothing should be done, an action item that
    is `cancelled` says so and why;
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_process/) asks to document the
    decision not to act.

Wrong:
    lessons: {improve: [A full pool blocked every request]}

Says:
    there is no action item; say what will be done; one that is `cancelled` says that nothing will

Right:
    lessons:
      improve: [A full pool blocked every request]
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout of 2 s}
"""

from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(status="in-review", worst=MAJOR)
def resolved_without_actions(case: RuleContext) -> Iterator[Finding]:
    """Look for action items."""
    if case.is_over and not case.incident.actions:
        yield Finding(
            ("lessons", "action_items"),
            "there is no action item",
            "say what will be done; one that is `cancelled` says that nothing will",
        )
