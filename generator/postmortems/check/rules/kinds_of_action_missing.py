"""The action items of a major incident prevent nothing, or would notice and soften nothing.

Why:
    What is prevented today comes back in another shape; seeing it sooner and being hurt less help
    then too. The [CCADB](https://www.ccadb.org/cas/incident-report) asks to propose all of prevent,
    mitigate and detect.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, kind: prevent}

Says:
    no action item is of the kind `detect` or `mitigate`; add one

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, kind: prevent}
        - {id: pool-alert, text: Alert when the pool is nine tenths full, kind: detect}
"""

from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(level="note", status="in-review", worst=MAJOR, needs=("lessons.action_items.kind",))
def kinds_of_action_missing(case: RuleContext) -> Iterator[Finding]:
    """Look at the kinds of all action items, where they have one."""
    kinds = {item.kind for _, item in case.planned if item.kind}
    if not kinds:
        return
    missing = [] if "prevent" in kinds else ["`prevent`"]
    missing += [] if kinds & {"detect", "mitigate"} else ["`detect` or `mitigate`"]
    for kind in missing:
        yield Finding(
            ("lessons", "action_items"), f"no action item is of the kind {kind}", "add one"
        )
