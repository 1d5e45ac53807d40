"""A placeholder of a template is left in the text.

Why:
    `TBD`, `HH:mm`, *Short event description* and `{user_count}` can be found in published
    postmortems. A blank key is honest; a placeholder looks like an answer.

Wrong:
    summary: TODO

Says:
    `TODO` is a placeholder; replace it by the answer, or leave the key blank

Right:
    summary: The pool of connections to the card gateway filled up.
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import find_matches

PLACEHOLDER = re.compile(
    r"(?<![\w-])(?:TBD|TBC|TBA|T\.B\.D\.|TODO|FIXME|XXX+|HH:mm|hh:mm|MM:SS|YYYY-MM-DD|yyyy-mm-dd"
    r"|\?{3,}"
    r"|(?i:lorem ipsum|short event description|your ?name|issue name|insert [\w ]{1,20} here"
    r"|to be (?:determined|filled in|written|completed|announced)))(?![\w-])"
    r"|\{\{?\s*(?:severity|[a-z][a-z0-9]*(?:_[a-z0-9]+)+)\s*\}?\}|<(?:insert|your|fill)[^<>\n]{0,40}>"
    r"|(?<!\w)__+(?:TODO|TBD|FILL)__+(?!\w)"
)


@rule(level="error")
def placeholder(context: RuleContext) -> Iterator[Finding]:
    """Report each placeholder outside quotations and code."""
    for match in find_matches(PLACEHOLDER, context.texts):
        yield match.finding(
            f"`{match.words}` is a placeholder",
            "replace it by the answer, or leave the key blank",
        )
