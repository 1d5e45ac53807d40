"""A word judges or dramatizes instead of informing: *obviously*, *simply*, *disaster*, *terrible*.

*Disaster recovery* is a technical term and is not reported.

Why:
    *Obviously* tells readers who did not know it that they should have. [Google's
    workbook](https://sre.google/workbook/postmortem-culture/) lists animated language among the
    marks of a bad postmortem.

Wrong:
    summary: Obviously the pool was far too small, which was a disaster.

Says:
    `Obviously` judges instead of informing; remove it, or replace it by the number or fact that you
    mean
    `disaster` judges instead of informing; remove it, or replace it by the number or fact that you
    mean

Right:
    summary: The pool held 20 connections, and the sale needed 180.
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, find_matches

ANIMATED = any_of(
    r"obvious(?:ly)?(?! wrong)|of course|needless to say|clearly,|trivially|simply put",
    r"terribl[ey]|horribl[ey]|horrific|awful(?:ly)?|dreadful(?:ly)?|embarrassing(?:ly)?"
    r"|shameful(?:ly)?",
    r"disaster(?! recovery| zone)|disastrous(?:ly)?|catastroph(?:e|ic|ically)|nightmare|fiasco",
    r"ridiculous(?:ly)?|insane(?:ly)?|crazy|dumb|idiotic|unforgivable|inexcusable",
)


@rule(level="note")
def animated_language(context: RuleContext) -> Iterator[Finding]:
    """Report each animated word outside quotations."""
    for match in find_matches(ANIMATED, context.texts):
        yield match.finding(
            f"`{match.words}` judges instead of informing",
            "remove it, or replace it by the number or fact that you mean",
        )
