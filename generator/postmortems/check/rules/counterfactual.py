"""Something that did not happen is presented as a cause: *could have*, *should have*, *would
have prevented*, *if only*.

Lessons, action items, remediation, prevention, evidence and the relation of two incidents are not
checked; neither are quotations.

Why:
    An action that nobody took does not explain why the actions taken made sense at the time.
    [Howie](https://www.jeli.io/howie/welcome) and [the Infinite
    Hows](https://www.oreilly.com/radar/the-infinite-hows/) ask instead how the incident came about.

Wrong:
    summary: The limit should have been raised before the sale.

Says:
    `should have been raised` describes something that did not happen; say what happened and why it
    made sense then; put improvements into `lessons`

Right:
    summary: The limit was 20 connections, as before the sale.
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import TextMatch, any_of, find_matches, section_of

PEOPLE = (
    r"(?:we|they|he|she|i|you|engineers?|operators?|teams?|staff|developers?|administrators?"
    r"|someone|somebody|nobody|no one|people|reviewers?|responders?|who)"
)
COUNTERFACTUAL = any_of(
    rf"{PEOPLE} (?:could|should|ought to)(?: probably| also| not|n't)?(?:'ve| have)"
    r" (?!(?:an?|the|no|more|better|some|enough|\w+ing)\b)\w+",
    r"(?:could|should)(?:'ve| have) been (?:\w+ed|caught|seen|found|known|done"
    r"|set|written|taken|sent|told|made|run)",
    r"would(?:'ve| have) (?:fixed|prevented|caught|helped|avoided)",
    r"if only",
    r"had (?:we|they|someone|somebody) (?:only )?\w+",
)
EXEMPT_SECTIONS = {"lessons", "remediation", "prevention", "evidence", "related"}


@rule(level="note")
def counterfactual(context: RuleContext) -> Iterator[Finding]:
    """Report each counterfactual phrase in the sections that describe the incident."""
    for match in find_matches(
        COUNTERFACTUAL, context.texts, lambda text: section_of(text) not in EXEMPT_SECTIONS
    ):
        if describes_purpose(match):
            continue
        yield match.finding(
            f"`{match.words}` describes something that did not happen",
            "say what happened and why it made sense then; put improvements into `lessons`",
        )


def describes_purpose(match: TextMatch) -> bool:
    """Return whether a phrase describes the purpose of a thing: "a guard that should have run"."""
    of_thing = match.words.lower().startswith(("could", "should", "would"))
    helped = match.words.lower().endswith("helped")
    return of_thing and not helped and match.before.rstrip().endswith((" that", " which"))
