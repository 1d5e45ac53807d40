"""It is not said what an action item is good for: to prevent, detect, mitigate, repair, or a
process.

Why:
    Ten repairs do not prevent anything. [Google](https://sre.google/sre-book/example-postmortem/)
    and the [CCADB](https://www.ccadb.org/cas/incident-report) sort action items so that a reader
    sees what is missing.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout}

Says:
    `gateway-timeout` does not say what it is good for; give one of `prevent`, `detect`, `mitigate`,
    `repair` and `process`

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, kind: prevent}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", worst=3)
def action_without_kind(case: RuleContext) -> Iterator[Finding]:
    """Look for the kind."""
    for loc, item in case.planned:
        if item.kind is None:
            yield Finding(
                (*loc, "kind"),
                f"`{item.id}` does not say what it is good for",
                "give one of `prevent`, `detect`, `mitigate`, `repair` and `process`",
            )
