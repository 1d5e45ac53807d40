"""The summary says that the incident lasted so long, and its times say otherwise.

A length that agrees with the time between any two phases is taken for right.

Why:
    In one public collection 22 of 56 typed durations contradict the times beside them. The page
    computes durations and shows them; leave them out of the text, or keep them true.

Wrong:
    summary: The outage lasted 40 minutes.
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}

Says:
    `outage lasted 40 minutes` is the time between no two phases; correct it, or leave it out: the
    page computes durations

Right:
    summary: The outage lasted 70 minutes.
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
"""

from itertools import combinations

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, words

LASTED = any_of(
    r"(?:outage|incident|disruption|downtime|degradation)(?: that)? (?:lasted|lasting)"
    r"(?: for)?(?: about| around| roughly| approximately| almost| nearly| some)?"
    r" (?P<number>\d+(?:[.,]\d+)?)[ -](?P<unit>seconds?|minutes?|mins?|hours?|hrs?|days?)"
)
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
TOLERANCE = 0.15


@rule(needs=("times", "timeline.marks"))
def duration_disagrees(case: RuleContext) -> Iterator[Finding]:
    """Compare each length told in the summary with the times between all phases."""
    moments = [moment.at for moment in case.incident.phases.values()]
    lengths = [abs((b - a).total_seconds()) for a, b in combinations(moments, 2)]
    for found in words(LASTED, case.texts, lambda text: text.loc == ("summary",)):
        match = LASTED.search(found.words)
        if not match or not lengths:
            continue
        unit = UNITS[match["unit"][0].lower()]
        told = float(match["number"].replace(",", ".")) * unit
        if not any(abs(told - length) <= max(TOLERANCE * length, unit) for length in lengths):
            yield found.finding(
                f"`{found.words}` is the time between no two phases",
                "correct it, or leave it out: the page computes durations",
            )
