"""The timeline begins before the incident, and no row says where the incident began.

Rows that lead up to an incident are welcome. The row in which it began is then marked with
`marks: started`, for a reader could not tell otherwise.

Why:
    [Wikimedia's template](https://wikitech.wikimedia.org/wiki/Incident_documentation) asks to say
    clearly when what users could see began and ended.

Wrong:
    times: {started: 2026-03-14T09:20Z}
    timeline:
      - {time: 2026-03-14T08:55Z, event: The new client goes live}
      - {time: 2026-03-14T09:20Z, event: The first card is declined}

Says:
    2026-03-14 08:55 UTC is before the incident started at 2026-03-14 09:20 UTC; correct `started`,
    or give `marks: started` to the row in which it began

Right:
    timeline:
      - {time: 2026-03-14T08:55Z, event: The new client goes live}
      - {time: 2026-03-14T09:20Z, event: The first card is declined, marks: started}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", needs=("timeline.marks",))
def event_before_start(case: RuleContext) -> Iterator[Finding]:
    """Look for rows before the start where none marks it."""
    started = case.incident.phases.get("started")
    timeline = case.incident.timeline
    if started is None or any(row.marks == "started" for row in timeline):
        return
    for index, row in enumerate(timeline):
        if row.time.at < started.at and not row.time.approximate:
            yield Finding(
                ("timeline", index, "time"),
                f"{row.time} is before the incident started at {started}",
                "correct `started`, or give `marks: started` to the row in which it began",
            )
            return
