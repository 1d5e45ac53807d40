"""The text says *outage*, but the incident is a `degradation` or `near-miss`.

Why:
    In an outage users cannot use a service; in a degradation they can, slowly.
    [PagerDuty](https://response.pagerduty.com/after/effective_post_mortems/) asks not to say outage
    unless it was one, because others repeat the word.

Wrong:
    kind: degradation
    title: Outage of the checkout

Says:
    `Outage` is used, but the kind is `degradation`; describe what users experienced, or correct
    `kind`

Right:
    kind: degradation
    title: Checkout takes a minute
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, find_matches

OUTAGE = any_of(r"(?:complete |full |total |global |partial )?outages?|downtime")


@rule(level="note")
def outage_for_degradation(context: RuleContext) -> Iterator[Finding]:
    """Report each *outage* or *downtime* in the title and the summary."""
    if context.incident.kind not in ("degradation", "near-miss"):
        return
    for match in find_matches(
        OUTAGE, context.texts, lambda text: text.loc in {("title",), ("summary",)}
    ):
        yield match.finding(
            f"`{match.words}` is used, but the kind is `{context.incident.kind}`",
            "describe what users experienced, or correct `kind`",
        )
