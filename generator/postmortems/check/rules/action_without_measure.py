"""An action item that is to prevent does not say how to tell that it works.

Why:
    A fix that nobody tried is a hope. The [CCADB](https://www.ccadb.org/cas/incident-report) asks
    for evaluation criteria; it is step 7 of the template.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, kind: prevent, text: Give calls to the gateway a timeout}

Says:
    nobody can tell whether `gateway-timeout` works; name the test, the number or the drill that
    shows it

Right:
    lessons:
      action_items:
        - id: gateway-timeout
          kind: prevent
          text: Give calls to the gateway a timeout
          measured_by: A test holds connections and counts declined cards
"""

from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(status="in-review", worst=MAJOR)
def action_without_measure(case: RuleContext) -> Iterator[Finding]:
    """Look at the action items of the kind."""
    for loc, item in case.planned:
        if item.kind == "prevent" and not item.measured_by:
            yield Finding(
                (*loc, "measured_by"),
                f"nobody can tell whether `{item.id}` works",
                "name the test, the number or the drill that shows it",
            )
