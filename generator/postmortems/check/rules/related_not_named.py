"""No incident is named as related, and an earlier one is much like this one.

Why:
    *This happened before* is what a reader wants to know first. Incidents are alike when a lesson,
    a service, or what set them off are the same in at least two ways, each counting by how rare it
    is; the message names them. The [CCADB](https://www.ccadb.org/cas/incident-report) asks for
    related incidents of the last two years.

Wrong:
    impact: {system: {services: [checkout]}}
    lessons:
      improve: [{text: A full pool blocked every request, lesson: timeouts-everywhere}]

Says:
    no incident is related, and `2026-01-10-search-is-down` is like this: lesson
    `timeouts-everywhere`, service `checkout`; name it under `related`, with what the two have in
    common

Right:
    impact: {system: {services: [checkout]}}
    lessons:
      improve: [{text: A full pool blocked every request, lesson: timeouts-everywhere}]
    related:
      - {incident: 2026-01-10-search-is-down, because: Calls without a timeout there too}
"""

from ..rule import Finding, Iterator, RuleContext, rule

ALIKE = 0.75
"""The share of what is known of an incident from which on another is much like it."""


@rule(level="note", status="in-review")
def related_not_named(case: RuleContext) -> Iterator[Finding]:
    """Look at the incident most like this one of those that began before it."""
    own = case.incident
    if own.related:
        return
    earlier = (like for like in case.facts.similar_incidents.of(own) if like.incident.day < own.day)
    like = next(earlier, None)
    if like is None or like.share < ALIKE:
        return
    other = like.incident
    if not any(row.incident in (own.id, *own.aliases) for row in other.related):
        yield Finding(
            ("related",),
            f"no incident is related, and `{other.id}` is like this: {like.reasons}",
            "name it under `related`, with what the two have in common",
        )
