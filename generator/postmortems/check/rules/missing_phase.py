"""A resolved incident lacks the time at which it was detected or resolved.

A near miss need not have phases.

Why:
    The times to detect and to resolve are computed from these;
    [FireHydrant](https://docs.firehydrant.com/docs/incident-milestones) and the
    [CCADB](https://www.ccadb.org/cas/incident-report) ask for both.

Wrong:
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}

Says:
    no time is recorded for `detected`; add it here, or add `marks` to a row of the timeline

Right:
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
    timeline:
      - {time: 2026-03-14T09:26Z, event: A customer calls, marks: detected}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", max_severity_rank=3, needs=("timeline.marks",))
def missing_phase(context: RuleContext) -> Iterator[Finding]:
    """Report each of the two phases that is neither under `times` nor marked in the timeline."""
    if not context.is_resolved or context.incident.kind == "near-miss":
        return
    for phase in ("detected", "resolved"):
        if phase not in context.incident.phases:
            yield Finding(
                ("times", phase),
                f"no time is recorded for `{phase}`",
                "add it here, or add `marks` to a row of the timeline",
            )
