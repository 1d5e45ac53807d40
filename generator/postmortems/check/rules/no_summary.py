"""There is no summary.

Why:
    Most readers read nothing else, and 93 % of public postmortems have one. [Google's
    example](https://sre.google/sre-book/example-postmortem/) begins with it.

Wrong:
    summary:

Says:
    there is no summary; tell in two to five sentences what happened

Right:
    summary: The pool of connections to the card gateway filled up, and calls had no timeout.
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def no_summary(case: RuleContext) -> Iterator[Finding]:
    """Look for a summary."""
    if not case.incident.summary:
        yield Finding(
            ("summary",), "there is no summary", "tell in two to five sentences what happened"
        )
