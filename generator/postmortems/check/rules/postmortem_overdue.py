"""The postmortem is not published within the days that the severity allows.

Why:
    Memories fade within days.
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_process/) and
    [GitLab](https://handbook.gitlab.com/handbook/engineering/infrastructure/incident-review/) set a
    deadline; ours is `publish_within` of `severities.yaml`, in days. Without that file it is 7 for
    SEV1 and SEV2, 14 for SEV3 and 30 for SEV4.

Wrong:
    document: {status: draft}
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}

Says:
    the incident ended 79 days ago, and its postmortem is not published; publish it; SEV1 allows 7
    days

Right:
    document: {status: published, published: 2026-03-20}
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
"""

from ...insights import publication
from ..rule import Finding, Iterator, RuleContext, rule


@rule(needs=("document",))
def postmortem_overdue(context: RuleContext) -> Iterator[Finding]:
    """Report an unpublished postmortem after the deadline of its severity."""
    late = publication.days_late(context.incident, context.corpus)
    allowed = publication.days_allowed(context.incident, context.corpus)
    if late and allowed:
        yield Finding(
            ("document", "status"),
            f"the incident ended {late + allowed} days ago, and its postmortem is not published",
            f"publish it; {context.incident.severity} allows {allowed} days",
            stable_message="the incident ended, and its postmortem is not published",
        )
