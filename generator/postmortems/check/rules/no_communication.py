"""No communication about the incident is recorded.

Why:
    Customers, colleagues and regulators judge an outage by what they heard and when. [PagerDuty's
    template](https://response.pagerduty.com/after/post_mortem_template/) asks for the message to
    customers and for the time of the status page.

Wrong:
    response: {communication: {}}

Says:
    no communication is recorded; record what the status page said or customers heard, or that there
    was none

Right:
    response: {communication: {status_page: Updated at 09:41 and at 10:30 UTC}}
"""

from ...model.record import is_empty
from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(status="in-review", max_severity_rank=MAJOR)
def no_communication(context: RuleContext) -> Iterator[Finding]:
    """Report an empty `communication` of a resolved incident, except for near misses."""
    if (
        context.is_resolved
        and context.incident.kind != "near-miss"
        and is_empty(context.incident.response.communication)
    ):
        yield Finding(
            ("response", "communication"),
            "no communication is recorded",
            "record what the status page said or customers heard, or that there was none",
        )
