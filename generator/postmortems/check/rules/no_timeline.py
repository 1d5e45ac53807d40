"""There is no timeline.

Why:
    It shows readers who were not there what people saw and did, and when. 80 % of public
    postmortems have one, and it is the part that cannot be written from memory a month later.
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_process/) begins with it.

Wrong:
    timeline: []

Says:
    there is no timeline; add a row for each event

Right:
    timeline:
      - {time: 2026-03-14T09:26Z, event: A customer calls}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(max_severity_rank=3)
def no_timeline(context: RuleContext) -> Iterator[Finding]:
    """Report an incident without rows in its timeline."""
    if not context.incident.timeline:
        yield Finding(("timeline",), "there is no timeline", "add a row for each event")
