"""A preventive action item does not say how to verify that it works.

Why:
    A fix that nobody tested is a hope. The [CCADB](https://www.ccadb.org/cas/incident-report) asks
    for evaluation criteria; this is step 7 of the template.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, kind: prevent, text: Give calls to the gateway a timeout}

Says:
    `gateway-timeout` has no `measured_by`; name the test, metric or drill that shows whether it
    works

Right:
    lessons:
      action_items:
        - id: gateway-timeout
          kind: prevent
          text: Give calls to the gateway a timeout
          measured_by: A test holds connections and counts declined cards
"""

from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(status="in-review", max_severity_rank=MAJOR)
def action_without_measure(context: RuleContext) -> Iterator[Finding]:
    """Report each action item of kind `prevent` without `measured_by`, except cancelled ones."""
    for loc, item in context.uncancelled_actions:
        if item.kind == "prevent" and not item.measured_by:
            yield Finding(
                (*loc, "measured_by"),
                f"`{item.id}` has no `measured_by`",
                "name the test, metric or drill that shows whether it works",
            )
