"""The postmortem is published, but the day is not recorded.

Why:
    The time from the end of an incident to its postmortem is worth monitoring, and step 6 of the
    template depends on it.

Wrong:
    document: {status: published}

Says:
    the day of publication is not recorded; add the day

Right:
    document: {status: published, published: 2026-03-20}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(level="note", status="published")
def published_without_day(context: RuleContext) -> Iterator[Finding]:
    """Report a published or closed postmortem without `document.published`."""
    document = context.incident.document
    if document.status in ("published", "closed") and document.published is None:
        yield Finding(
            ("document", "published"), "the day of publication is not recorded", "add the day"
        )
