"""The text blames a person: *human error*, *forgot to*, *careless*, *should have known*.

Quotations are not checked.

Why:
    People who fear blame withhold facts that the next reader needs. *Human error* ends an
    investigation where it should begin: why was the mistake easy to make, and why was it not
    caught? See [PagerDuty](https://postmortems.pagerduty.com/culture/blameless/),
    [Google](https://sre.google/sre-book/postmortem-culture/) and the
    [CCADB](https://www.ccadb.org/cas/incident-report), for which human error is not a sufficient
    cause.

Wrong:
    root_cause: {summary: An engineer forgot to raise the limit.}

Says:
    `forgot to raise` blames a person; describe why it could happen and why it was not caught

Right:
    root_cause: {summary: Nothing reminded the engineer to raise the limit.}
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, find_matches

BLAME = any_of(
    r"(?:human|operator|user|pilot|engineer|developer|admin(?:istrator)?)[ -]error"
    r"(?! (?:is|was) (?:not|never|a symptom))",
    r"careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|ce)|sloppy|sloppiness"
    r"|reckless(?:ly)?",
    r"should(?:'ve| have) (?:known|noticed|checked|been more careful|paid attention|realised"
    r"|realized)",
    r"(?:failed|neglected|forgot|forgets?) to (?:follow|check|test|verify|update|notify|read|run"
    r"|add"
    r"|raise|renew|tell|set|enable|disable|configure|review|remove|remember|change|communicate"
    r"|think|consider)",
    r"(?:engineer|developer|operator|administrator|he|she|they)s?"
    r"(?: forgot(?! to)|(?: [\w-]+){0,5} (?:misjudged|overlooked))",
    r"without (?:being thorough|checking|thinking)",
    r"(?:engineer|operator|developer|administrator|employee|contractor|team|person|he|she)s?"
    r" (?:was|is|were|are) (?:at fault|to blame)|(?:the )?fault of (?:the |an? )?(?:engineer"
    r"|operator|developer|administrator|employee|contractor|team|person)s?",
    r"(?:his|her|someone's|somebody's|engineer's|developer's|operator's) (?:own )?(?:fault"
    r"|mistake)",
    r"did ?n[o']t bother|stupid(?:ly|ity)?|foolish(?:ly)?",
)
MACHINES = any_of(
    r"(?:system|service|server|script|job|process|node|pod|client|daemon|agent|pipeline|build|test"
    r"|cluster|controller|scheduler|deployment|software|program|code|check|tool|bot|it|which"
    r"|that)s?"
)
PERSON = any_of(
    r"(?:engineer|developer|operator|administrator|person|employee|contractor|team|reviewer|author"
    r"|colleague)s?|people|somebody|someone|nobody|he|she|they|we|i|who"
)
HUMAN_VERBS = ("failed to", "neglected to", "forgot")


@rule()
def blame(context: RuleContext) -> Iterator[Finding]:
    """Report each blaming phrase, unless its subject is a machine."""
    for match in find_matches(BLAME, context.texts):
        lowered = " ".join(match.words.lower().split())
        subject = match.before.rstrip()[-30:].rpartition(" ")[2].strip("`*_,")
        if lowered.startswith(HUMAN_VERBS[:2]) and (not subject or MACHINES.fullmatch(subject)):
            continue
        if lowered == "without checking" and has_machine_subject(match.before):
            continue
        if lowered == "user error" and match.after[:1] in ("s", "-"):
            continue
        yield match.finding(
            f"`{match.words}` blames a person",
            "describe why it could happen and why it was not caught",
        )


def has_machine_subject(before: str) -> bool:
    """Return whether the sentence that ends in `before` names a machine and no person."""
    sentence = re.split(r"[.!?]\s", before)[-1]
    return bool(MACHINES.search(sentence)) and not PERSON.search(sentence)
