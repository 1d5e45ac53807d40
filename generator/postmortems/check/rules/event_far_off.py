"""A row of the timeline is more than a year from the incident.

Why:
    The time of a row is copied from chats and logs by hand, and a wrong year is hard to see among
    right ones. What was built years before is told in the root cause, under `introduced`.

Wrong:
    times: {started: 2026-03-14T09:20Z}
    timeline:
      - {time: 2025-03-13T09:26Z, event: A customer calls}

Says:
    2025-03-13 09:26 UTC is more than a year from the start at 2026-03-14 09:20 UTC; check the year

Right:
    times: {started: 2026-03-14T09:20Z}
    timeline:
      - {time: 2026-03-14T09:26Z, event: A customer calls}
"""

from datetime import timedelta

from ..rule import Finding, Iterator, RuleContext, rule

FARTHEST = timedelta(days=365)


@rule()
def event_far_off(case: RuleContext) -> Iterator[Finding]:
    """Compare each row with the start."""
    if not (started := case.incident.phases.get("started")):
        return
    for index, row in enumerate(case.incident.timeline):
        if abs(row.time.at - started.at) > FARTHEST:
            yield Finding(
                ("timeline", index, "time"),
                f"{row.time} is more than a year from the start at {started}",
                "check the year",
            )
