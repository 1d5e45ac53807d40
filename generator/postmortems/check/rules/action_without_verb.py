"""An action item does not start with a verb: it is a wish, a topic, a name or a URL.

Why:
    *Better monitoring* can never be finished. An action item is actionable, specific and bounded,
    and [begins with a verb](https://www.usenix.org/publications/login/spring2017/lunney).

Wrong:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Better timeouts for the gateway}

Says:
    the item starts with `Better`, not with a verb; start with a verb: add, remove, limit, test,
    write, ...

Right:
    lessons:
      action_items:
        - {id: gateway-timeout, text: Give calls to the gateway a timeout of 2 s}
"""

import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import action_start, any_of

# A list of all verbs cannot be complete, so this lists openings that are not verbs.
NOT_A_VERB = any_of(
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
NOUN_ENDING = re.compile(r"[A-Z]?[a-z]{2,}(?:ing|ed|tion|ment)\b(?! up\b)")
VERBS_LIKE_NOUNS = frozenset(
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
def action_without_verb(context: RuleContext) -> Iterator[Finding]:
    """Report each action item that is only a URL or does not start with a verb."""
    for loc, item in context.actions:
        if ADDRESS.search(item.text) and not LETTER.search(ADDRESS.sub("", item.text)):
            yield Finding(
                (*loc, "text"),
                "the item is only a URL",
                "say what will be done; put the URL of a ticket into `tracker`",
            )
        elif word := non_verb_opening(item.text, start := action_start(item.text)):
            yield Finding(
                (*loc, "text"),
                f"the item starts with `{word}`, not with a verb",
                "start with a verb: add, remove, limit, test, write, ...",
                word=word,
                occurrence=item.text.count(word, 0, start),
            )


def non_verb_opening(text: str, start: int) -> str:
    """Return the opening words of an action item if they are not a verb, otherwise ""."""
    if demand := DEMAND.match(text, start):
        return demand[0]
    word = text[start:].partition(" ")[0]
    is_noun = NOUN_ENDING.match(word) and word.lower() not in VERBS_LIKE_NOUNS
    return word if is_noun or NOT_A_VERB.match(text, start) else ""
