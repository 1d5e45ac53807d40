"""A person is named by a handle, such as `@jdoe`.

Why:
    Roles say more than names: *the database's on-call engineer* says what they knew and could do,
    and stays true when people leave.
    [PagerDuty](https://response.pagerduty.com/after/effective_post_mortems/) asks to leave names
    out. Code between backticks is not checked. In published evidence, the names in paths of home
    folders and references to users of Slack and PagerDuty are handles; only the first of each file
    is reported.

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

from ...sensitive import SearchText, Span
from ...sensitive.people import find_home_folders, find_user_references
from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import find_matches

HANDLE = re.compile(
    r"(?<![\w@/.`])@(?!(?:here|channel|everyone|all)\b)[A-Za-z][\w-]{1,38}(?![\w/.@-]*/)(?!\w)"
)


@rule(level="note")
def handle(context: RuleContext) -> Iterator[Finding]:
    """Report each handle outside quotations and code."""
    for match in find_matches(HANDLE, context.texts):
        yield match.finding(_message(match.words), "name the role instead")
    for file in context.published:
        yield from file.first_value(_find_users, lambda name, _: _message(name))


def _find_users(search: SearchText) -> Iterator[Span]:
    yield from find_home_folders(search)
    yield from find_user_references(search)


def _message(name: str) -> str:
    return f"`{name}` is a person's handle"
