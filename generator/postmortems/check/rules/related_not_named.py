"""No related incident is named, although an earlier one is similar.

Why:
    Readers first want to know whether this happened before. Incidents are similar if at least two
    of lesson, service and trigger match, and a rare value counts more; the message names the
    matches. The [CCADB](https://www.ccadb.org/cas/incident-report) asks for related incidents of
    the last two years.

Wrong:
    impact: {system: {services: [checkout]}}
    lessons:
      improve: [{text: A full pool blocked every request, lesson: timeouts-everywhere}]

Says:
    `related` is empty, but `2026-01-10-search-is-down` is similar: lesson `timeouts-everywhere`,
    service `checkout`; name it under `related`, and say what the two have in common

Right:
    impact: {system: {services: [checkout]}}
    lessons:
      improve: [{text: A full pool blocked every request, lesson: timeouts-everywhere}]
    related:
      - {incident: 2026-01-10-search-is-down, because: Calls without a timeout there too}
"""

from ..rule import Finding, Iterator, RuleContext, rule

MIN_SHARE = 0.75
"""The least `share` of a similar incident that is reported, from 0 to 1."""


@rule(level="note", status="in-review", compares=True)
def related_not_named(context: RuleContext) -> Iterator[Finding]:
    """Report the most similar earlier incident, if this one names no related incident.

    An earlier incident that names this one as related is not reported.
    """
    own = context.incident
    if own.related:
        return
    earlier = (
        similar
        for similar in context.facts.similar_incidents.of(own)
        if similar.incident.day < own.day
    )
    most_similar = next(earlier, None)
    if most_similar is None or most_similar.share < MIN_SHARE:
        return
    other = most_similar.incident
    if not any(row.incident in (own.id, *own.aliases) for row in other.related):
        yield Finding(
            ("related",),
            f"`related` is empty, but `{other.id}` is similar: {most_similar.reasons}",
            "name it under `related`, and say what the two have in common",
        )
