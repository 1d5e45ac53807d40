"""An action item is not linked to a ticket.

Why:
    Work is done where it is planned; a list in a document is rarely read again. In one public
    collection two of 158 action items were linked. The
    [CCADB](https://www.ccadb.org/cas/incident-report) asks for it.

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout, state: open}

Says:
    `gateway-timeout` has no ticket; link it as `tracker`

Right:
    lessons:
      action_items:
        - id: gateway-timeout
          text: Give calls to the gateway a timeout
          state: open
          tracker: https://tracker.shop.example/PAY-17
"""

from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(level="note", status="published", max_severity_rank=MAJOR)
def action_without_tracker(context: RuleContext) -> Iterator[Finding]:
    """Report each action item that is neither done nor cancelled and has no `tracker`."""
    for loc, item in context.uncancelled_actions:
        if item.tracker is None and not item.is_closed:
            yield Finding((*loc, "tracker"), f"`{item.id}` has no ticket", "link it as `tracker`")
