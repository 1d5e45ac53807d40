"""Nobody owns an action item.

Why:
    What everybody should do nobody does: of the action items in public postmortems nearly none
    names an owner, and readers ask what became of them.
    [Google](https://sre.google/sre-book/example-postmortem/), the
    [CCADB](https://www.ccadb.org/cas/incident-report) and
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_process/) ask for one each.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout}

Says:
    nobody owns `gateway-timeout`; name a person or a role

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, owner: payments-lead}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review")
def action_without_owner(case: RuleContext) -> Iterator[Finding]:
    """Look at the action items that are not cancelled."""
    for loc, item in case.planned:
        if not item.owner:
            yield Finding((*loc, "owner"), f"nobody owns `{item.id}`", "name a person or a role")
