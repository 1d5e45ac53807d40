"""An earlier incident is much like this one, and is not among the related ones.

Why:
    *This happened before* is what a reader wants to know first. Incidents are alike when a lesson,
    a service, or what set them off are the same in at least two ways; the message names them. The
    [CCADB](https://www.ccadb.org/cas/incident-report) asks for related incidents of the last two
    years.

Wrong:
    impact: {system: {services: [checkout]}}
    lessons:
      improve: [{text: A full pool blocked every request, lesson: timeouts-everywhere}]

Says:
    `2026-01-10-search-is-down` is like this: lesson `timeouts-everywhere`, service `checkout`; name
    it under `related`, with what the two have in common

Right:
    impact: {system: {services: [checkout]}}
    lessons:
      improve: [{text: A full pool blocked every request, lesson: timeouts-everywhere}]
    related:
      - {incident: 2026-01-10-search-is-down, because: Calls without a timeout there too}
"""

from ..rule import Case, Finding, Iterator, rule

MOST = 3


@rule(level="note", status="in-review")
def related_not_named(case: Case) -> Iterator[Finding]:
    """Look at the incidents most like this one that began before it."""
    own = case.incident
    named = {row.incident for row in own.related}
    for like in case.around.likenesses.of(own)[:MOST]:
        other = like.incident
        linked = named & {other.id, *other.aliases} or any(
            row.incident in (own.id, *own.aliases) for row in other.related
        )
        if other.day < own.day and not linked:
            yield Finding(
                ("related",),
                f"`{other.id}` is like this: {like.reasons}",
                "name it under `related`, with what the two have in common",
            )
