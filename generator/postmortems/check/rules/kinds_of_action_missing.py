"""No action item of a major incident prevents, or none detects or mitigates.

Why:
    A prevented failure recurs in another form; earlier detection and less damage help then too. The
    [CCADB](https://www.ccadb.org/cas/incident-report) asks for all of prevent, mitigate and detect.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, kind: prevent}

Says:
    no action item has kind `detect` or `mitigate`; add one

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, kind: prevent}
        - {id: pool-alert, text: Alert when the pool is nine tenths full, kind: detect}
"""

from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(
    level="note", status="in-review", max_severity_rank=MAJOR, needs=("lessons.action_items.kind",)
)
def kinds_of_action_missing(context: RuleContext) -> Iterator[Finding]:
    """Report the missing kinds, if any action item has a kind; cancelled items do not count."""
    kinds = {item.kind for _, item in context.uncancelled_actions if item.kind}
    if not kinds:
        return
    missing = [] if "prevent" in kinds else ["`prevent`"]
    missing += [] if kinds & {"detect", "mitigate"} else ["`detect` or `mitigate`"]
    for kind in missing:
        yield Finding(("lessons", "action_items"), f"no action item has kind {kind}", "add one")
