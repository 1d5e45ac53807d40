"""A person is called by their handle, such as `@jdoe`.

Why:
    Roles tell more than names: *the database's on-call engineer* says what they knew and could do,
    and stays true when people leave.
    [PagerDuty](https://response.pagerduty.com/after/effective_post_mortems/) asks to leave names
    out. Code between backticks is left alone.

Wrong:
    timeline:
      - {time: 2026-03-14T09:41Z, event: "@jdoe switches the old client on"}

Says:
    `@jdoe` is a person's handle; say the role in its place

Right:
    timeline:
      - {time: 2026-03-14T09:41Z, event: The on-call engineer switches the old client on}
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import words

HANDLE = re.compile(
    r"(?<![\w@/.`])@(?!(?:here|channel|everyone|all)\b)[A-Za-z][\w-]{1,38}(?![\w/.@-]*/)(?!\w)"
)


@rule(level="note")
def handle(case: RuleContext) -> Iterator[Finding]:
    """Look for handles in what the authors say."""
    for found in words(HANDLE, case.texts):
        yield found.finding(
            f"`{found.words}` is a person's handle",
            "say the role in its place",
        )
