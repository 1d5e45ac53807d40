"""The summary has more than 120 words.

Why:
    It is for somebody who reads nothing else, and it has to fit on one page with the rest of the
    executive summary. What does not belong to the story in five sentences has its own section.

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
    the summary has 150 words; keep it under 120; details have their own sections

Right:
    summary: The pool of connections to the card gateway filled up, and calls had no timeout.
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import own_words

LONGEST = 120


@rule(level="note", status="in-review")
def summary_too_long(case: RuleContext) -> Iterator[Finding]:
    """Count the words outside of diagrams and code."""
    number = len(own_words(case.incident.summary or "").split())
    if number > LONGEST:
        yield Finding(
            ("summary",),
            f"the summary has {number} words",
            f"keep it under {LONGEST}; details have their own sections",
        )
