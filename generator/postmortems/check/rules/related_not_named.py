"""No related incident is named, although an earlier one is much like it.

Why:
    Readers first want to know whether this happened before. Two incidents are similar if they have
    rare words in common, or similar lessons and action items; the message names the words. The
    [CCADB](https://www.ccadb.org/cas/incident-report) asks for related incidents of the last two
    years.

Wrong:
    summary: Search was down, because calls to the index hung without a timeout.
    lessons:
      improve: [{text: Calls to the index hung, lesson: timeouts-everywhere}]

Says:
    `related` is empty, but `2026-01-10-search-is-down` is similar to this incident: both have
    `checkout`, `search`, `down`, `call`, `timeout`, `hung`; name it under `related`, and say what
    the two have in common

Right:
    summary: Search was down, because calls to the index hung without a timeout.
    lessons:
      improve: [{text: Calls to the index hung, lesson: timeouts-everywhere}]
    related:
      - {incident: 2026-01-10-search-is-down, because: Calls hung there too}
"""

from ...search import Explanations
from ..rule import Finding, Iterator, RuleContext, rule

LEAST_SCORE = 0.24
"""The least score of a similar incident that is reported; see `SimilarMatch`."""


@rule(level="note", status="in-review", compares=True)
def related_not_named(context: RuleContext) -> Iterator[Finding]:
    """Report the earlier incident most like this one, if this one names no related incident.

    An earlier incident that names this one as related is not reported.
    """
    own, by_id = context.incident, context.corpus.by_id
    if own.related:
        return
    earlier = (one for one in context.similar if by_id[one.id].day < own.day)
    most_similar = next(earlier, None)
    if most_similar is None or most_similar.score < LEAST_SCORE:
        return
    other = by_id[most_similar.id]
    if not any(row.incident in (own.id, *own.aliases) for row in other.related):
        [similar] = Explanations(context.corpus).of([most_similar])
        words = ", ".join(f"`{word}`" for word in similar.words)
        yield Finding(
            ("related",),
            f"`related` is empty, but `{other.id}` is similar to this incident: both have {words}",
            "name it under `related`, and say what the two have in common",
        )
