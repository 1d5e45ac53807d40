"""Something of a template was left where an answer belongs.

Why:
    `TBD`, `HH:mm`, *Short event description* and `{user_count}` are in published postmortems to
    this day. A key that is left blank is honest; a placeholder looks like an answer.

Wrong:
    summary: TODO

Says:
    `TODO` is a placeholder; write the answer, or leave the key blank

Right:
    summary: The pool of connections to the card gateway filled up.
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import words

PLACEHOLDER = re.compile(
    r"(?<![\w-])(?:TBD|TBC|TBA|T\.B\.D\.|TODO|FIXME|XXX+|HH:mm|hh:mm|MM:SS|YYYY-MM-DD|yyyy-mm-dd"
    r"|\?{3,}"
    r"|(?i:lorem ipsum|short event description|your ?name|issue name|insert [\w ]{1,20} here"
    r"|to be (?:determined|filled in|written|completed|announced)))(?![\w-])"
    r"|\{\{?\s*(?:severity|[a-z][a-z0-9]*(?:_[a-z0-9]+)+)\s*\}?\}|<(?:insert|your|fill)[^<>\n]{0,40}>"
    r"|(?<!\w)__+(?:TODO|TBD|FILL)__+(?!\w)"
)


@rule(level="error")
def placeholder(case: RuleContext) -> Iterator[Finding]:
    """Look for the words of templates in all texts."""
    for found in words(PLACEHOLDER, case.texts):
        yield found.finding(
            f"`{found.words}` is a placeholder",
            "write the answer, or leave the key blank",
        )
