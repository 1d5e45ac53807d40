"""An incident is over for longer than its severity allows, and its postmortem is not published.

Why:
    Memories fade within days.
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_process/) and
    [GitLab](https://handbook.gitlab.com/handbook/engineering/infrastructure/incident-review/) set a
    time; ours is `publish_within` of `severities.yaml`, in days: 7 for SEV1 and SEV2, 14 for SEV3
    and 30 for SEV4 where there is no such file.

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
def postmortem_overdue(case: RuleContext) -> Iterator[Finding]:
    """Compare the day of the check with the end of the incident."""
    late = publication.days_late(case.incident, case.corpus)
    within = publication.days_allowed(case.incident, case.corpus)
    if late and within:
        yield Finding(
            ("document", "status"),
            f"the incident ended {late + within} days ago, and its postmortem is not published",
            f"publish it; {case.incident.severity} allows {within} days",
            stable_message="the incident ended, and its postmortem is not published",
        )
