"""The owner of an action item is a team, or everybody.

Why:
    *The platform team* attends no meeting and has no calendar.
    [GOV.UK](https://docs.publishing.service.gov.uk/manual/incident-management-guidance.html)
    assigns action items to individuals. A role such as `payments-lead` is as good as a person, and
    lasts longer.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, owner: the payments team}

Says:
    `the payments team` is not a person or a role; name the person or role responsible

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, owner: payments-lead}
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of

TEAM = any_of(
    r"teams?|we|us|everyone|everybody|all|anyone|engineering|devs?|developers|sres?|ops|devops|it"
    r"|management|operations|support|infra(?:structure)?|platform|security|backend|frontend",
)
ROLES = any_of(r"\w*(?:lead|manager|owner|head|chief|director|on-?call|architect|officer|captain)")


@rule(status="in-review")
def owner_is_a_team(context: RuleContext) -> Iterator[Finding]:
    """Report each owner that is a group, unless it names a role within it."""
    for loc, item in context.uncancelled_actions:
        owner = (item.owner or "").replace("_", " ").replace("-", " ").strip()
        parts = owner.split()
        is_group = TEAM.fullmatch(owner) or any(part.lower() in ("team", "teams") for part in parts)
        if is_group and not ROLES.search(owner):
            yield Finding(
                (*loc, "owner"),
                f"`{item.owner}` is not a person or a role",
                "name the person or role responsible",
            )
