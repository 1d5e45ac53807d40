"""A person is named by a handle, such as `@jdoe`.

Why:
    Roles say more than names: *the database's on-call engineer* says what they knew and could do,
    and stays true when people leave.
    [PagerDuty](https://response.pagerduty.com/after/effective_post_mortems/) asks to leave names
    out. Code between backticks is not checked.

Wrong:
    timeline:
      - {time: 2026-03-14T09:41Z, event: "@jdoe switches the old client on"}

Says:
    `@jdoe` is a person's handle; name the role instead

Right:
    timeline:
      - {time: 2026-03-14T09:41Z, event: The on-call engineer switches the old client on}
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import find_matches

HANDLE = re.compile(
    r"(?<![\w@/.`])@(?!(?:here|channel|everyone|all)\b)[A-Za-z][\w-]{1,38}(?![\w/.@-]*/)(?!\w)"
)


@rule(level="note")
def handle(context: RuleContext) -> Iterator[Finding]:
    """Report each handle outside quotations and code."""
    for match in find_matches(HANDLE, context.texts):
        yield match.finding(
            f"`{match.words}` is a person's handle",
            "name the role instead",
        )
