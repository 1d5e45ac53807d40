"""Customers or outsiders noticed first, and no action item is of the kind `detect`.

Why:
    [Wikimedia's template](https://wikitech.wikimedia.org/wiki/Incident_documentation) puts it so:
    if only people noticed, an action item is probably to add alerting.

Wrong:
    detection: {method: customer}
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, kind: prevent}

Says:
    a customer noticed first, and no action item is to `detect`; add one, so that an alarm is first
    the next time

Right:
    detection: {method: customer}
    lessons:
      action_items:
        - {id: pool-alert, text: Alert when the pool is nine tenths full, kind: detect}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", worst=3, needs=("lessons.action_items.kind",))
def undetected_without_alarm(case: RuleContext) -> Iterator[Finding]:
    """Look at the kinds of action items, where there are any."""
    outsiders = ("customer", "partner", "researcher")
    kinds = {item.kind for _, item in case.planned if item.kind}
    if case.incident.detection.method in outsiders and kinds and "detect" not in kinds:
        yield Finding(
            ("detection", "method"),
            f"a {case.incident.detection.method} noticed first, and no action item is to `detect`",
            "add one, so that an alarm is first the next time",
        )
