"""What did not happen is told as if it were a cause: *could have*, *should have*, *would
have prevented*, *if only*.

Lessons, action items, remediation, prevention and what relates two incidents may speak of it; so
may quoted words.

Why:
    What somebody could have done tells nothing of why what they did made sense then.
    [Howie](https://www.jeli.io/howie/welcome) and [the Infinite
    Hows](https://www.oreilly.com/radar/the-infinite-hows/) ask how it came about instead.

Wrong:
    summary: The limit should have been raised before the sale.

Says:
    `should have been raised` tells of what did not happen; tell what did, and why it made sense
    then; what to change goes into `lessons`

Right:
    summary: The limit was 20 connections, as before the sale.
"""

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import Word, any_of, section, words

PEOPLE = (
    r"(?:we|they|he|she|i|you|engineers?|operators?|teams?|staff|developers?|administrators?"
    r"|someone|somebody|nobody|no one|people|reviewers?|responders?|who)"
)
SAID = any_of(
    rf"{PEOPLE} (?:could|should|ought to)(?: probably| also| not|n't)?(?:'ve| have)"
    r" (?!(?:an?|the|no|more|better|some|enough|\w+ing)\b)\w+",
    r"(?:could|should)(?:'ve| have) been (?:\w+ed|caught|seen|found|known|done"
    r"|set|written|taken|sent|told|made|run)",
    r"would(?:'ve| have) (?:fixed|prevented|caught|helped|avoided)",
    r"if only",
    r"had (?:we|they|someone|somebody) (?:only )?\w+",
)
SPEAKS_OF_IT = {"lessons", "remediation", "prevention", "evidence", "related"}


@rule(level="note")
def counterfactual(case: RuleContext) -> Iterator[Finding]:
    """Look for what could or should have been, in the sections that tell what was."""
    for found in words(SAID, case.texts, lambda text: section(text) not in SPEAKS_OF_IT):
        if is_purpose(found):
            continue
        yield found.finding(
            f"`{found.words}` tells of what did not happen",
            "tell what did, and why it made sense then; what to change goes into `lessons`",
        )


def is_purpose(found: Word) -> bool:
    """Whether the words say what a thing is for: "a guard that should have been called"."""
    of_thing = found.words.lower().startswith(("could", "should", "would"))
    helped = found.words.lower().endswith("helped")
    return of_thing and not helped and found.before.rstrip().endswith((" that", " which"))
