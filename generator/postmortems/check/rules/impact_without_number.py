"""The impact has no number with a unit, and does not say that it is unknown and why.

A sentence such as `unknown: the logs of that day were lost` is an answer. Versions, days and clock
times are no measures.

Why:
    *Some users saw errors* cannot be weighed against the next incident.
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_template/) asks for exact numbers;
    it is step 2 of the template.

Wrong:
    impact:
      user: {features: [Paying by card]}

Says:
    the impact has no number; say how many or how much, or `unknown:` and why

Right:
    impact:
      user: {affected_users: {percent: 100, note: of those who paid by card}}
"""

from ...insights import impact_is_measured
from ..rule import Finding, Iterator, RuleContext, rule


@rule(worst=3, needs=("impact",))
def impact_without_number(case: RuleContext) -> Iterator[Finding]:
    """Look for numbers, or a word of not knowing, among all that is said of the impact."""
    if not impact_is_measured(case.incident):
        yield Finding(
            ("impact", "user", "affected_users"),
            "the impact has no number",
            "say how many or how much, or `unknown:` and why",
        )
