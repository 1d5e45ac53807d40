"""An action item does not begin with a verb: it is a wish, a topic, a name or an address.

Why:
    *Better monitoring* can never be finished. An action item is actionable, specific and bounded,
    and [begins with a verb](https://www.usenix.org/publications/login/spring2017/lunney).

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Better timeouts for the gateway}

Says:
    `Better` is not what somebody will do; begin with a verb: add, remove, limit, test, write, ...

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout of 2 s}
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, beginning

# No list of verbs is whole, so it is the other way round: how items begin that are none.
NO_VERB = any_of(
    r"(?:the|a|an|our|their|this|that|these|those|there|it|we|they|i|you|he|she|some|any|all|each"
    r"|every|more|less|better"
    r"|no|not|new|additional|improved|proper|regular|automatic|automated|manual|missing|possible"
    r"|potential"
    r"|further|future|extra|stronger|stricter|clearer|faster|need|needs|needed|lack|maybe|perhaps"
    r"|why|how|what"
    r"|if|when|in|on|at|for|from|with|without|after|before|during|and|or|is|are|was|were|should"
    r"|could|would|must|can|see|finally(?=,? (?:the|an?|we|it|they|this|that|our|all)\b)"
    r"|prometheus|kubernetes|grafana|alerts(?= (?:for|on|when|if|about)\b)|monitoring (?:for|of"
    r"|on)|documentation (?:for|of|on))"
)
# "Document that clients should have one" begins with a verb; "Clients should have one" does not.
DEMAND = any_of(
    r"(?:(?!(?:that|who|what|which|how|when|where|whether|why|if|it)\b)[\w'’./-]+ ){1,5}?"
    r"should (?:not )?\w+"
)
ADDRESS = re.compile(r"https?://\S+")
LETTER = re.compile(r"[^\W\d_]")
GERUND = re.compile(r"[A-Z]?[a-z]{2,}(?:ing|ed|tion|ment)\b(?! up\b)")
VERBS_TOO = frozenset(
    [
        "bring",
        "ring",
        "sing",
        "string",
        "ping",
        "embed",
        "need",
        "feed",
        "seed",
        "shed",
        "speed",
        "document",
        "implement",
        "experiment",
        "mention",
        "function",
        "complement",
        "supplement",
        "station",
        "position",
        "provision",
        "decommission",
        "partition",
        "question",
        "transition",
        "condition",
    ]
)


@rule(status="in-review")
def action_without_verb(case: RuleContext) -> Iterator[Finding]:
    """Look for beginnings that are none of a verb."""
    for loc, item in case.actions:
        if ADDRESS.search(item.text) and not LETTER.search(ADDRESS.sub("", item.text)):
            yield Finding(
                (*loc, "text"),
                "the item is nothing but an address",
                "say what will be done; the address of a ticket goes into `tracker`",
            )
        elif word := no_verb(item.text, start := beginning(item.text)):
            yield Finding(
                (*loc, "text"),
                f"`{word}` is not what somebody will do",
                "begin with a verb: add, remove, limit, test, write, ...",
                word=word,
                occurrence=item.text.count(word, 0, start),
            )


def no_verb(text: str, start: int) -> str:
    """What an action item begins with if that is no verb; else nothing."""
    if demand := DEMAND.match(text, start):
        return demand[0]
    word = text[start:].partition(" ")[0]
    is_noun = GERUND.match(word) and word.lower() not in VERBS_TOO
    return word if is_noun or NO_VERB.match(text, start) else ""
