"""A file of evidence cannot be read, so nothing of it is shown.

Why:
    The page shows alerts, metrics, logs and reports of users from the files. Their format is found
    by content; `postmortems evidence show` says what is read of a file.

Wrong:
    evidence: [{kind: metrics, file: evidence/notes.bin}]

Says:
    `evidence/notes.bin` cannot be read: the format of the file is not known; name the columns, for
    example `time: {column: when}` and `value: {column: cpu}`

Right:
    evidence: [{kind: metrics, file: evidence/cpu.csv, time: {zone: UTC}}]
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(level="error")
def evidence_unreadable(context: RuleContext) -> Iterator[Finding]:
    """Report each file that cannot be read."""
    for file in context.evidence.files:
        if error := file.error:
            path = context.incident.evidence[file.index].file
            line = f" (line {error.line})" if error.line else ""
            yield Finding(
                ("evidence", file.index, "file"),
                f"`{path}` cannot be read: {error.reason}{line}",
                error.hint,
            )
