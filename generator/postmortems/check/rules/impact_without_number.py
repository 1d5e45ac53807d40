"""The impact has no number with a unit, and does not say why it is unknown.

A sentence such as `unknown: the logs of that day were lost` is an answer. Versions, days and clock
times are not measures.

Why:
    *Some users saw errors* cannot be compared with the next incident.
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_template/) asks for exact numbers;
    this is step 2 of the template.

Wrong:
    impact:
      user: {features: [Paying by card]}

Says:
    the impact has no number; say how many or how much, or write `unknown:` and the reason

Right:
    impact:
      user: {affected_users: {percent: 100, note: of those who paid by card}}
"""

from ...insights import impact_is_measured
from ..rule import Finding, Iterator, RuleContext, rule


@rule(max_severity_rank=3, needs=("impact",))
def impact_without_number(context: RuleContext) -> Iterator[Finding]:
    """Report an impact without any number or statement that it is unknown."""
    if not impact_is_measured(context.incident):
        yield Finding(
            ("impact", "user", "affected_users"),
            "the impact has no number",
            "say how many or how much, or write `unknown:` and the reason",
        )
