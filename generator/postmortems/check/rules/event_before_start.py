"""The timeline begins before the incident, and no row marks where the incident began.

Rows that lead up to an incident are welcome. Mark the row in which it began with
`marks: started`, so that a reader can tell them apart.

Why:
    [Wikimedia's template](https://wikitech.wikimedia.org/wiki/Incident_documentation) asks to state
    clearly when user-visible effects began and ended.

Wrong:
    times: {started: 2026-03-14T09:20Z}
    timeline:
      - {time: 2026-03-14T08:55Z, event: The new client goes live}
      - {time: 2026-03-14T09:20Z, event: The first card is declined}

Says:
    2026-03-14 08:55 UTC is before the incident started at 2026-03-14 09:20 UTC; correct `started`,
    or add `marks: started` to the row in which it began

Right:
    timeline:
      - {time: 2026-03-14T08:55Z, event: The new client goes live}
      - {time: 2026-03-14T09:20Z, event: The first card is declined, marks: started}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", needs=("timeline.marks",))
def event_before_start(context: RuleContext) -> Iterator[Finding]:
    """Report the first row before the start, unless a row marks the start."""
    started = context.incident.phases.get("started")
    timeline = context.incident.timeline
    if started is None or any(row.marks == "started" for row in timeline):
        return
    for index, row in enumerate(timeline):
        if row.time.at < started.at and not row.time.approximate:
            yield Finding(
                ("timeline", index, "time"),
                f"{row.time} is before the incident started at {started}",
                "correct `started`, or add `marks: started` to the row in which it began",
            )
            return
