"""The times in a file of evidence have no zone, so they cannot be compared with the incident.

Why:
    A clock time without a zone can be meant in any of about forty zones. Nothing is guessed: what
    the file says is shown without the phases of the incident, and not on the detection ladder.

Wrong:
    evidence: [{kind: metrics, file: evidence/cpu.csv}]

Says:
    the times in `evidence/cpu.csv` have no zone; write the zone, for example `time: {zone:
    Europe/London}`

Right:
    evidence: [{kind: metrics, file: evidence/cpu.csv, time: {zone: UTC}}]
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def evidence_without_zone(context: RuleContext) -> Iterator[Finding]:
    """Report each file whose times have no zone or no year."""
    for file in context.evidence.not_comparable:
        path = context.incident.evidence[file.index].file
        part, example = (
            ("year", "{year: 2026}") if file.has_zone else ("zone", "{zone: Europe/London}")
        )
        yield Finding(
            ("evidence", file.index),
            f"the times in `{path}` have no {part}",
            f"write the {part}, for example `time: {example}`",
        )
