"""The impact says *unknown* without a reason.

Why:
    *Unknown* is an honest answer, and the reason is the thing to fix: lost logs, a count that
    nobody keeps. Write `unknown: the logs of that day were lost`.

Wrong:
    impact: {user: {affected_users: unknown}}

Says:
    `unknown` has no reason; add the reason, or leave the key blank

Right:
    impact: {user: {affected_users: "unknown: the gateway does not log declined cards"}}
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import section_of

BARE = re.compile(
    r"(?:unknown|n/?a|not known|none known|unclear|\?+|-+|not recorded|nothing)\.?", re.IGNORECASE
)


@rule(level="note")
def unknown_without_reason(context: RuleContext) -> Iterator[Finding]:
    """Report each text of the impact that only says that it is unknown."""
    for text in context.texts:
        if section_of(text) == "impact" and BARE.fullmatch(text.words.strip()):
            yield Finding(
                text.loc,
                f"`{text.words}` has no reason",
                "add the reason, or leave the key blank",
            )
