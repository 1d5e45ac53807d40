"""The impact uses a vague quantity: *some users*, *many requests*, *a few customers*.

Only the impact section is checked, and only sentences without a number or share. Clock times,
days and versions do not count as numbers.

Why:
    A reader cannot tell *some* from *most*, and two incidents cannot be compared by them.
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_template/) asks for exact numbers;
    if nobody knows, `unknown` with the reason says more.

Wrong:
    impact: {user: {affected_users: Many users could not pay}}

Says:
    `Many users` is not a number; say how many, or write `unknown` and the reason

Right:
    impact:
      user: {affected_users: 1400}
"""

import re

from ...insights import without_uncounted_digits
from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import TextMatch, any_of, find_matches, section_of

VAGUE = any_of(
    r"(?:some|many|several|a (?:small |large |limited )?(?:number|subset|handful|fraction"
    r"|portion)(?: of)?"
    r"|a few|few|numerous|various|multiple|a lot of|lots of|most|certain)(?: of)?(?: our| the"
    r"| its)?"
    r"(?: \w+)? (?:users?|customers?|clients?|people|visitors|requests?|orders?|accounts?|tenants?"
    r"|sites?|hubs?|sessions?|transactions?|payments?|merchants?|complaints?|tickets?|reports?"
    r"|tests?|jobs?|builds?|prs?|pull requests?|servers?|hours?|minutes?)",
)
NUMBER = re.compile(r"\d")
END = re.compile(r"[.!?;]\s|\n")


@rule()
def vague_number(context: RuleContext) -> Iterator[Finding]:
    """Report each vague quantity in a sentence of the impact without a number."""
    for match in find_matches(VAGUE, context.texts, lambda text: section_of(text) == "impact"):
        if NUMBER.search(without_uncounted_digits(sentence_of(match))):
            continue
        yield match.finding(
            f"`{match.words}` is not a number",
            "say how many, or write `unknown` and the reason",
        )


def sentence_of(match: TextMatch) -> str:
    """Return the sentence around a match."""
    return END.split(match.before)[-1] + match.words + END.split(match.after)[0]
