"""Nobody recorded when the incident started.

Why:
    Every duration runs from the start, and lists are in its order. A time that is known only about
    is written with `~`. The [CCADB](https://www.ccadb.org/cas/incident-report) asks for when it
    began, was noticed, mitigated and ended.

Wrong:
    times: {detected: 2026-03-14T09:26Z}

Says:
    nobody recorded when it started; write `~` before a time about

Right:
    times: {started: ~2026-03-14T09:20Z, detected: 2026-03-14T09:26Z}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(needs=("timeline.marks",))
def no_start_time(case: RuleContext) -> Iterator[Finding]:
    """Look for the phase, under `times` or marked in the timeline."""
    if "started" not in case.incident.phases:
        yield Finding(
            ("times", "started"), "nobody recorded when it started", "write `~` before a time about"
        )
