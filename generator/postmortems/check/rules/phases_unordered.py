"""A phase is said to begin before one that comes earlier in the life of an incident.

Why:
    An incident is detected, acknowledged, mitigated and resolved in this order nearly always, and
    the durations on the page are computed from these times. [FireHydrant's
    milestones](https://docs.firehydrant.com/docs/incident-milestones) allow another order, so this
    is a warning; a phase before `started` is an error in any case.

Wrong:
    times:
      started: 2026-03-14T09:20Z
      mitigated: 2026-03-14T10:30Z
      resolved: 2026-03-14T09:51Z

Says:
    `resolved` at 2026-03-14 09:51 UTC is before `mitigated` at 2026-03-14 10:30 UTC; correct one of
    the two

Right:
    times:
      started: 2026-03-14T09:20Z
      mitigated: 2026-03-14T09:51Z
      resolved: 2026-03-14T10:30Z
"""

from itertools import pairwise

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def phases_unordered(case: RuleContext) -> Iterator[Finding]:
    """Compare each phase with the one before it."""
    phases = [(name, at) for name, at in case.incident.phases.items() if name != "started"]
    for (before, earlier), (after, later) in pairwise(phases):
        if later.at < earlier.at:
            yield Finding(
                case.incident.phase_loc(after),
                f"`{after}` at {later} is before `{before}` at {earlier}",
                "correct one of the two",
            )
