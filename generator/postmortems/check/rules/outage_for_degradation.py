"""The text says *outage*, and the incident is of the kind `degradation` or `near-miss`.

Why:
    An outage is when users cannot; a degradation is when they can, slowly.
    [PagerDuty](https://response.pagerduty.com/after/effective_post_mortems/) asks not to say outage
    unless it was one, for the word is what others repeat.

Wrong:
    kind: degradation
    title: Outage of the checkout

Says:
    `Outage` stands in a text about a degradation; say what users felt, or correct `kind`

Right:
    kind: degradation
    title: Checkout takes a minute
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, words

OUTAGE = any_of(r"(?:complete |full |total |global |partial )?outages?|downtime")


@rule(level="note")
def outage_for_degradation(case: RuleContext) -> Iterator[Finding]:
    """Look for the word in the title and the summary."""
    if case.incident.kind not in ("degradation", "near-miss"):
        return
    for found in words(OUTAGE, case.texts, lambda text: text.loc in {("title",), ("summary",)}):
        yield found.finding(
            f"`{found.words}` stands in a text about a {case.incident.kind}",
            "say what users felt, or correct `kind`",
        )
