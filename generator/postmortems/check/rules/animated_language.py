"""A word judges or excites where it should inform: *obviously*, *simply*, *disaster*, *terrible*.

*Disaster recovery* is a term and left alone.

Why:
    *Obviously* tells a reader who did not know it that they should have. [Google's
    workbook](https://sre.google/workbook/postmortem-culture/) counts animated language among the
    marks of a bad postmortem.

Wrong:
    summary: Obviously the pool was far too small, which was a disaster.

Says:
    `Obviously` judges; leave it out, or give the number or the fact behind it
    `disaster` judges; leave it out, or give the number or the fact behind it

Right:
    summary: The pool held 20 connections, and the sale needed 180.
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, words

ANIMATED = any_of(
    r"obvious(?:ly)?(?! wrong)|of course|needless to say|clearly,|trivially|simply put",
    r"terribl[ey]|horribl[ey]|horrific|awful(?:ly)?|dreadful(?:ly)?|embarrassing(?:ly)?"
    r"|shameful(?:ly)?",
    r"disaster(?! recovery| zone)|disastrous(?:ly)?|catastroph(?:e|ic|ically)|nightmare|fiasco",
    r"ridiculous(?:ly)?|insane(?:ly)?|crazy|dumb|idiotic|unforgivable|inexcusable",
)


@rule(level="note")
def animated_language(case: RuleContext) -> Iterator[Finding]:
    """Look for such words in what the authors say."""
    for found in words(ANIMATED, case.texts):
        yield found.finding(
            f"`{found.words}` judges",
            "leave it out, or give the number or the fact behind it",
        )
