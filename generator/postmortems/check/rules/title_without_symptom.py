"""The title does not name a symptom: it is *Incident*, *Outage on Friday*, a date, a single
word or a file name.

Why:
    People with the same symptom search for the title, and all lists show it.
    [Wikimedia](https://wikitech.wikimedia.org/wiki/Incident_documentation) asks not to assume that
    the reader knows the service.

Wrong:
    title: Postmortem of the outage on 2026-03-14

Says:
    the title `Postmortem of the outage on 2026-03-14` names no symptom; name the symptom and where
    users saw it, as somebody would search for it

Right:
    title: Checkout declines every card
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of

FILLER = any_of(
    r"an?|the|of|on|for|in|at|and|report|incident|incidents|outage|outages|post-?mortem|rca"
    r"|review|retro(?:spective)?"
    r"|update|release|partial|v\d[\d.]*"
    r"|major|minor|critical|production|prod|service|system|issue|issues|problem|problems|failure"
    r"|down|downtime"
    r"|sev-?\d|p\d|summary|analysis|root|cause|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|\d[\d:./-]*(?:st|nd|rd|th)?|#\d+"
)
FILE = re.compile(
    r".*\.(?:pdf|md|markdown|txt|docx?|odt|html?|rst|ya?ml|json)|\w+(?:-\w+){2,}", re.I
)


@rule()
def title_without_symptom(context: RuleContext) -> Iterator[Finding]:
    """Report a title that is a file name or has fewer than two meaningful words."""
    title = context.incident.title
    meaningful = [word for word in title.split() if not FILLER.fullmatch(word.strip(".,:;()[]|-#"))]
    is_file = FILE.fullmatch(title)
    if is_file or len([word for word in meaningful if any(char.isalpha() for char in word)]) < 2:
        yield Finding(
            ("title",),
            f"the title `{title}` is a file name"
            if is_file
            else f"the title `{title}` names no symptom",
            "name the symptom and where users saw it, as somebody would search for it",
        )
