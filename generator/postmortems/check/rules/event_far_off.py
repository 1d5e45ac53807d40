"""A row of the timeline is more than a year from the start of the incident.

Why:
    Times are copied by hand from chats and logs, and one wrong year among right ones is hard to
    see. Describe older causes in the root cause, under `introduced`.

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

MAX_DISTANCE = timedelta(days=365)


@rule()
def event_far_off(context: RuleContext) -> Iterator[Finding]:
    """Report each row of the timeline that is more than a year from the start."""
    if not (started := context.incident.phases.get("started")):
        return
    for index, row in enumerate(context.incident.timeline):
        if abs(row.time.at - started.at) > MAX_DISTANCE:
            yield Finding(
                ("timeline", index, "time"),
                f"{row.time} is more than a year from the start at {started}",
                "check the year",
            )
