"""Somebody is blamed: *human error*, *forgot to*, *careless*, *should have known*.

Quoted words are left alone.

Why:
    People who fear blame hide what the next reader needs. *Human error* ends an investigation where
    it should begin: what made the mistake easy, and what let it through? See
    [PagerDuty](https://postmortems.pagerduty.com/culture/blameless/),
    [Google](https://sre.google/sre-book/postmortem-culture/) and the
    [CCADB](https://www.ccadb.org/cas/incident-report), for which human error is not a sufficient
    cause.

Wrong:
    root_cause: {summary: An engineer forgot to raise the limit.}

Says:
    `forgot to raise` blames a person; say what made it possible, and what let it through

Right:
    root_cause: {summary: Nothing reminded the engineer to raise the limit.}
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, words

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
PEOPLES = ("failed to", "neglected to", "forgot")


@rule()
def blame(case: RuleContext) -> Iterator[Finding]:
    """Look for words that blame, where a person can be their subject."""
    for found in words(BLAME, case.texts):
        lowered = " ".join(found.words.lower().split())
        subject = found.before.rstrip()[-30:].rpartition(" ")[2].strip("`*_,")
        if lowered.startswith(PEOPLES[:2]) and (not subject or MACHINES.fullmatch(subject)):
            continue
        if lowered == "without checking" and is_of_machine(found.before):
            continue
        if lowered == "user error" and found.after[:1] in ("s", "-"):
            continue
        yield found.finding(
            f"`{found.words}` blames a person",
            "say what made it possible, and what let it through",
        )


def is_of_machine(before: str) -> bool:
    """Whether a sentence so far is about machines and no people."""
    sentence = re.split(r"[.!?]\s", before)[-1]
    return bool(MACHINES.search(sentence)) and not PERSON.search(sentence)
