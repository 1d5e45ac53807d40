"""The impact says *unknown* and not why.

Why:
    *Unknown* is an honest answer, and the reason is what to mend: logs that were lost, a count
    nobody keeps. Write `unknown: the logs of that day were lost`.

Wrong:
    impact: {user: {affected_users: unknown}}

Says:
    `unknown` does not say why; give the reason, or leave the key blank

Right:
    impact: {user: {affected_users: "unknown: the gateway does not log declined cards"}}
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import section

BARE = re.compile(
    r"(?:unknown|n/?a|not known|none known|unclear|\?+|-+|not recorded|nothing)\.?", re.IGNORECASE
)


@rule(level="note")
def unknown_without_reason(case: RuleContext) -> Iterator[Finding]:
    """Look for texts of the impact that are nothing but such a word."""
    for text in case.texts:
        if section(text) == "impact" and BARE.fullmatch(text.words.strip()):
            yield Finding(
                text.loc,
                f"`{text.words}` does not say why",
                "give the reason, or leave the key blank",
            )
