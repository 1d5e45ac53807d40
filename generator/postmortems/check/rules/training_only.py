"""Prevention relies only on people being careful: training, reminders, caution.

Why:
    People were careful the first time. The [CCADB](https://www.ccadb.org/cas/incident-report) does
    not accept training alone as a sufficient mitigation; a limit, a test or a default also works at
    night.

Wrong:
    lessons:
      action_items:
        - {id: remind, kind: prevent, text: Remind the team to set timeouts}

Says:
    prevention relies only on people being careful; add a limit, a test or a default that works
    without them

Right:
    lessons:
      action_items:
        - {id: remind, kind: prevent, text: Remind the team to set timeouts}
        - {id: refuse, kind: prevent, text: Refuse clients without a timeout in review by a linter}
"""

from ...model import ActionItem
from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import action_start, any_of

CARE = any_of(
    r"(?:remind|train|educate|teach|tell|be (?:more )?(?:careful|vigilant|attentive|diligent)"
    r"|double[- ]check"
    r"|remember|raise awareness|communicate|announce|pay (?:more )?attention|emphasi[sz]e)"
)


def asks_for_care(item: ActionItem) -> bool:
    """Return whether an action item starts with a request to be careful."""
    return bool(CARE.match(item.text, action_start(item.text, skip_wish=True)))


@rule(status="in-review", needs=("lessons.action_items.kind",))
def training_only(context: RuleContext) -> Iterator[Finding]:
    """Report the first preventive action item if all of them only ask for care."""
    preventing = [
        (loc, item) for loc, item in context.uncancelled_actions if item.kind == "prevent"
    ]
    if preventing and all(asks_for_care(item) for _, item in preventing):
        loc, _ = preventing[0]
        yield Finding(
            (*loc, "text"),
            "prevention relies only on people being careful",
            "add a limit, a test or a default that works without them",
        )
