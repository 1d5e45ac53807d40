"""An outsider detected the incident first, and no action item has kind `detect`.

Why:
    [Wikimedia's template](https://wikitech.wikimedia.org/wiki/Incident_documentation) puts it so:
    if only people noticed, an action item is probably to add alerting.

Wrong:
    detection: {method: customer}
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, kind: prevent}

Says:
    a customer noticed first, and no action item has kind `detect`; add one, so that an alert is
    first the next time

Right:
    detection: {method: customer}
    lessons:
      action_items:
        - {id: pool-alert, text: Alert when the pool is nine tenths full, kind: detect}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", max_severity_rank=3, needs=("lessons.action_items.kind",))
def undetected_without_alarm(context: RuleContext) -> Iterator[Finding]:
    """Report a detection by outsiders if no action item has kind `detect`, but some have a kind."""
    outsiders = ("customer", "partner", "researcher")
    kinds = {item.kind for _, item in context.uncancelled_actions if item.kind}
    method = context.incident.detection.method
    if method in outsiders and kinds and "detect" not in kinds:
        yield Finding(
            ("detection", "method"),
            f"a {method} noticed first, and no action item has kind `detect`",
            "add one, so that an alert is first the next time",
        )
