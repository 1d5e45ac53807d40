"""A file of evidence contradicts what the incident says about an alert, a metric or complaints.

A typed value may be rounded as its author rounded it: `95 %` agrees with 95.4 %. Values are
compared only if the alert or the metric has the same name or subject, and the unit is the same.

Why:
    Numbers are typed from memory, or from a graph that was looked at before the peak. The page
    shows both values; one of them is wrong.

Wrong:
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
    monitoring: {metrics_anomalies: {cpu_usage: 75 %}}
    evidence: [{kind: metrics, file: evidence/cpu.csv, time: {zone: UTC}}]

Says:
    typed `cpu_usage: 75 %`, but `evidence/cpu.csv:15` peaks at 100 at 09:50 UTC; correct the value,
    or say what it measures

Right:
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
    monitoring: {metrics_anomalies: {cpu_usage: 100 %}}
    evidence: [{kind: metrics, file: evidence/cpu.csv, time: {zone: UTC}}]
"""

from ..contradictions import contradictions
from ..rule import Finding, Iterator, RuleContext, rule


@rule(needs=("times", "timeline.marks", "monitoring", "impact.business"))
def evidence_contradicts(context: RuleContext) -> Iterator[Finding]:
    """Report each typed value that differs from that in the evidence."""
    if context.evidence:
        for one in contradictions(context):
            yield Finding(one.loc, one.message, "correct the value, or say what it measures")
