"""The summary states a duration that the recorded times contradict.

A duration that matches the time between any two phases is accepted.

Why:
    In one public collection 22 of 56 typed durations contradict the times beside them. The page
    computes and shows durations; leave them out of the text, or keep them correct.

Wrong:
    summary: The outage lasted 40 minutes.
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}

Says:
    `outage lasted 40 minutes` matches no pair of recorded phases; correct it, or remove it: the
    page computes durations

Right:
    summary: The outage lasted 70 minutes.
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
"""

from itertools import combinations

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import any_of, find_matches

LASTED = any_of(
    r"(?:outage|incident|disruption|downtime|degradation)(?: that)? (?:lasted|lasting)"
    r"(?: for)?(?: about| around| roughly| approximately| almost| nearly| some)?"
    r" (?P<number>\d+(?:[.,]\d+)?)[ -](?P<unit>seconds?|minutes?|mins?|hours?|hrs?|days?)"
)
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
TOLERANCE = 0.15


@rule(needs=("times", "timeline.marks"))
def duration_disagrees(context: RuleContext) -> Iterator[Finding]:
    """Report each duration in the summary that matches no pair of phases, within `TOLERANCE`."""
    moments = [moment.at for moment in context.incident.phases.values()]
    lengths = [abs((b - a).total_seconds()) for a, b in combinations(moments, 2)]
    for match in find_matches(LASTED, context.texts, lambda text: text.loc == ("summary",)):
        duration = LASTED.search(match.words)
        if not duration or not lengths:
            continue
        unit = UNITS[duration["unit"][0].lower()]
        stated = float(duration["number"].replace(",", ".")) * unit
        if not any(abs(stated - length) <= max(TOLERANCE * length, unit) for length in lengths):
            yield match.finding(
                f"`{match.words}` matches no pair of recorded phases",
                "correct it, or remove it: the page computes durations",
            )
