"""A resolved incident does not tell when it was detected, or when it was resolved.

A near miss need not have phases.

Why:
    Times to detect and to resolve can be computed only from these;
    [FireHydrant](https://docs.firehydrant.com/docs/incident-milestones) and the
    [CCADB](https://www.ccadb.org/cas/incident-report) ask for both.

Wrong:
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}

Says:
    nobody recorded when it was detected; give the time here, or mark the row of the timeline

Right:
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
    timeline:
      - {time: 2026-03-14T09:26Z, event: A customer calls, marks: detected}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", worst=3, needs=("timeline.marks",))
def missing_phase(case: RuleContext) -> Iterator[Finding]:
    """Look for the two phases, under `times` or marked in the timeline."""
    if not case.is_over or case.incident.kind == "near-miss":
        return
    for phase in ("detected", "resolved"):
        if phase not in case.incident.phases:
            yield Finding(
                ("times", phase),
                f"nobody recorded when it was {phase}",
                "give the time here, or mark the row of the timeline",
            )
