"""The only prevention is that people take more care: training, reminding, being careful.

Why:
    People were careful the first time. The [CCADB](https://www.ccadb.org/cas/incident-report) holds
    training alone not to be a sufficient mitigation; a limit, a test or a default works at night as
    well.

Wrong:
    lessons:
      action_items:
        - {id: remind, kind: prevent, text: Remind the team to set timeouts}

Says:
    nothing prevents this but people taking care; add a limit, a test or a default that works
    without them

Right:
    lessons:
      action_items:
        - {id: remind, kind: prevent, text: Remind the team to set timeouts}
        - {id: refuse, kind: prevent, text: Refuse clients without a timeout in review by a linter}
"""

from ...model import ActionItem
from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, beginning

CARE = any_of(
    r"(?:remind|train|educate|teach|tell|be (?:more )?(?:careful|vigilant|attentive|diligent)"
    r"|double[- ]check"
    r"|remember|raise awareness|communicate|announce|pay (?:more )?attention|emphasi[sz]e)"
)


def is_care(item: ActionItem) -> bool:
    """Whether an action item begins with asking for care."""
    return bool(CARE.match(item.text, beginning(item.text, wished=True)))


@rule(status="in-review", needs=("lessons.action_items.kind",))
def training_only(case: RuleContext) -> Iterator[Finding]:
    """Look at the action items that prevent."""
    preventing = [(loc, item) for loc, item in case.planned if item.kind == "prevent"]
    if preventing and all(is_care(item) for _, item in preventing):
        loc, _ = preventing[0]
        yield Finding(
            (*loc, "text"),
            "nothing prevents this but people taking care",
            "add a limit, a test or a default that works without them",
        )
