"""Two phases after the start are not in the usual order.

The usual order is detected, acknowledged, mitigated, resolved. Only phases after `started` are
compared: a phase before `started` is impossible, and the error `phases-out-of-order` reports it.
`declared` may have any place after the start.

Why:
    Incidents nearly always pass these phases in this order, and the durations on the page are
    computed from their times. [FireHydrant's
    milestones](https://docs.firehydrant.com/docs/incident-milestones) allow another order, so this
    is only a warning.

Wrong:
    times:
      started: 2026-03-14T09:20Z
      mitigated: 2026-03-14T10:30Z
      resolved: 2026-03-14T09:51Z

Says:
    `resolved` at 2026-03-14 09:51 UTC is before `mitigated` at 2026-03-14 10:30 UTC; correct one of
    the times

Right:
    times:
      started: 2026-03-14T09:20Z
      mitigated: 2026-03-14T09:51Z
      resolved: 2026-03-14T10:30Z
"""

from itertools import pairwise

from ...model.phases import USUAL_ORDER
from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def phases_unordered(context: RuleContext) -> Iterator[Finding]:
    """Report each phase that is earlier than its predecessor in the usual order."""
    moments = context.incident.phases
    phases = [(name, moments[name]) for name in USUAL_ORDER if name in moments]
    for (before, earlier), (after, later) in pairwise(phases):
        if later.at < earlier.at:
            yield Finding(
                context.incident.phase_loc(after),
                f"`{after}` at {later} is before `{before}` at {earlier}",
                "correct one of the times",
            )
