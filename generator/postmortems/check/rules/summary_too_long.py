"""The summary has more than 120 words.

Why:
    It is for readers who read nothing else, and it has to fit on one page with the rest of the
    executive summary. Details beyond a story in five sentences belong in their own sections.

Wrong:
    summary: |
      The pool of connections to the card gateway filled up, calls had no timeout, and every
      worker waited for a connection that did not come. The pool of connections to the card
      gateway filled up, calls had no timeout, and every worker waited for a connection that
      did not come. The pool of connections to the card gateway filled up, calls had no
      timeout, and every worker waited for a connection that did not come. The pool of
      connections to the card gateway filled up, calls had no timeout, and every worker waited
      for a connection that did not come. The pool of connections to the card gateway filled
      up, calls had no timeout, and every worker waited for a connection that did not come.
      The pool of connections to the card gateway filled up, calls had no timeout, and every
      worker waited for a connection that did not come.

Says:
    the summary has 150 words; use at most 120; move details to their own sections

Right:
    summary: The pool of connections to the card gateway filled up, and calls had no timeout.
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import mask_quotations

MAX_WORDS = 120


@rule(level="note", status="in-review")
def summary_too_long(context: RuleContext) -> Iterator[Finding]:
    """Report a summary of more than `MAX_WORDS` words; quotations and code do not count."""
    number = len(mask_quotations(context.incident.summary or "").split())
    if number > MAX_WORDS:
        yield Finding(
            ("summary",),
            f"the summary has {number} words",
            f"use at most {MAX_WORDS}; move details to their own sections",
        )
