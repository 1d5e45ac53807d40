"""Nobody recorded who was told what.

Why:
    Customers, colleagues and regulators judge an outage by what they heard and when. [PagerDuty's
    template](https://response.pagerduty.com/after/post_mortem_template/) asks for the message to
    customers and for the time of the status page.

Wrong:
    response: {communication: {}}

Says:
    nobody recorded who was told what; say what the status page or the customers were told, or that
    nobody was

Right:
    response: {communication: {status_page: Updated at 09:41 and at 10:30 UTC}}
"""

from ...model.record import is_empty
from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(status="in-review", worst=MAJOR)
def no_communication(case: RuleContext) -> Iterator[Finding]:
    """Look for an entry, once the incident is over."""
    if (
        case.is_over
        and case.incident.kind != "near-miss"
        and is_empty(case.incident.response.communication)
    ):
        yield Finding(
            ("response", "communication"),
            "nobody recorded who was told what",
            "say what the status page or the customers were told, or that nobody was",
        )
