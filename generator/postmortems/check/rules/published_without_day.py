"""The postmortem is published, and nobody recorded when.

Why:
    The time from the end of an incident to its postmortem is a number worth watching, and step 6 of
    the template hangs on it.

Wrong:
    document: {status: published}

Says:
    nobody recorded when it was published; add the day

Right:
    document: {status: published, published: 2026-03-20}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(level="note", status="published")
def published_without_day(case: RuleContext) -> Iterator[Finding]:
    """Look for the day."""
    document = case.incident.document
    if document.status in ("published", "closed") and document.published is None:
        yield Finding(
            ("document", "published"), "nobody recorded when it was published", "add the day"
        )
