"""An action item has no owner.

Why:
    A task for everybody is done by nobody. Hardly any action item in public postmortems names an
    owner, and readers ask what became of them.
    [Google](https://sre.google/sre-book/example-postmortem/), the
    [CCADB](https://www.ccadb.org/cas/incident-report) and
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_process/) ask for one each.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout}

Says:
    `gateway-timeout` has no owner; name a person or a role

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, owner: payments-lead}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review")
def action_without_owner(context: RuleContext) -> Iterator[Finding]:
    """Report each action item without an owner, except cancelled ones."""
    for loc, item in context.uncancelled_actions:
        if not item.owner:
            yield Finding((*loc, "owner"), f"`{item.id}` has no owner", "name a person or a role")
