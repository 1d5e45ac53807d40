"""The start time is not recorded.

Why:
    Every duration is measured from the start, and lists are sorted by it. Prefix an approximate
    time with `~`. The [CCADB](https://www.ccadb.org/cas/incident-report) asks when the incident
    began, was noticed, was mitigated and ended.

Wrong:
    times: {detected: 2026-03-14T09:26Z}

Says:
    no start time is recorded; add it; prefix `~` if the time is approximate

Right:
    times: {started: ~2026-03-14T09:20Z, detected: 2026-03-14T09:26Z}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(needs=("timeline.marks",))
def no_start_time(context: RuleContext) -> Iterator[Finding]:
    """Report an incident without a start, under `times` or marked in the timeline."""
    if "started" not in context.incident.phases:
        yield Finding(
            ("times", "started"),
            "no start time is recorded",
            "add it; prefix `~` if the time is approximate",
        )
