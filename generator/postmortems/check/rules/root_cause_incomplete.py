"""The root cause lacks a trigger, a primary failure, or a contributing factor.

They are nodes of `root_cause.nodes`; the trigger may also be `root_cause.trigger`.

Why:
    A trigger alone does not make an incident possible: if only the trigger is fixed, the next one
    is waiting. [PagerDuty](https://response.pagerduty.com/after/effective_post_mortems/) warns
    against the single root cause, and the [CCADB](https://www.ccadb.org/cas/incident-report) asks
    for contributing factors one by one. This is step 5 of the template.

Wrong:
    root_cause:
      trigger: {description: The new client went live}
      nodes:
        - {id: full, kind: primary-failure, text: The pool is full}

Says:
    the root cause has no contributing factor; add it as a node

Right:
    root_cause:
      trigger: {description: The new client went live}
      nodes:
        - {id: full, kind: primary-failure, text: The pool is full, caused_by: [no-timeout]}
        - {id: no-timeout, kind: contributing-factor, text: Calls had no timeout}
"""

from ...insights import missing_causes
from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(status="in-review", max_severity_rank=MAJOR, needs=("root_cause",))
def root_cause_incomplete(context: RuleContext) -> Iterator[Finding]:
    """Report the kinds of cause that the root cause lacks."""
    missing = missing_causes(context.incident)
    if missing:
        yield Finding(
            ("root_cause", "nodes"),
            f"the root cause has no {' and no '.join(missing)}",
            "add it as a node",
        )
