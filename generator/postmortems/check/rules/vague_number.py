"""The impact counts with words: *some users*, *many requests*, *a few customers*.

It looks at the section of the impact, where no number or share stands in the same sentence. Clock
times, days and versions are none.

Why:
    A reader cannot tell *some* from *most*, and nobody can compare two incidents by them.
    [PagerDuty](https://response.pagerduty.com/after/post_mortem_template/) asks for exact numbers;
    where nobody knows, `unknown` and the reason say more.

Wrong:
    impact: {user: {affected_users: Many users could not pay}}

Says:
    `Many users` is not a number; say how many, or `unknown` and why

Right:
    impact:
      user: {affected_users: 1400}
"""

import re

from ...insights import without_uncounted_digits
from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import Word, any_of, section, words

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
def vague_number(case: RuleContext) -> Iterator[Finding]:
    """Look for such words in the impact."""
    for found in words(VAGUE, case.texts, lambda text: section(text) == "impact"):
        if NUMBER.search(without_uncounted_digits(sentence_of(found))):
            continue
        yield found.finding(
            f"`{found.words}` is not a number",
            "say how many, or `unknown` and why",
        )


def sentence_of(found: Word) -> str:
    """The sentence that words are in."""
    return END.split(found.before)[-1] + found.words + END.split(found.after)[0]
