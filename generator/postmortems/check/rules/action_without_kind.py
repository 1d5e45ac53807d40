"""An action item has no kind: prevent, detect, mitigate, repair or process.

Why:
    Ten repairs do not prevent anything. [Google](https://sre.google/sre-book/example-postmortem/)
    and the [CCADB](https://www.ccadb.org/cas/incident-report) group action items by kind, so that a
    reader sees what is missing.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout}

Says:
    `gateway-timeout` has no `kind`; set it to `prevent`, `detect`, `mitigate`, `repair` or
    `process`

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, kind: prevent}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", max_severity_rank=3)
def action_without_kind(context: RuleContext) -> Iterator[Finding]:
    """Report each action item without a `kind`, except cancelled ones."""
    for loc, item in context.uncancelled_actions:
        if item.kind is None:
            yield Finding(
                (*loc, "kind"),
                f"`{item.id}` has no `kind`",
                "set it to `prevent`, `detect`, `mitigate`, `repair` or `process`",
            )
