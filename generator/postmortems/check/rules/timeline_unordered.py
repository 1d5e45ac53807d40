"""A row of the timeline is earlier than the row above it.

`check --fix` sorts the rows. If the row would directly follow the row above with a day added, the
hint asks whether its day is right, and `check --fix` sorts nothing: the events after midnight
would end up before those of the evening.

Why:
    A timeline is read from top to bottom to see what led to what. Of 232 timelines in public
    postmortems 19 are out of order.

Wrong:
    timeline:
      - {time: 2026-03-14T09:26Z, event: A customer calls}
      - {time: 2026-03-14T09:20Z, event: The first card is declined}

Says:
    2026-03-14 09:20 UTC comes after 2026-03-14 09:26 UTC; sort the rows by time, or run
    `postmortems check --fix`

Right:
    timeline:
      - {time: 2026-03-14T09:20Z, event: The first card is declined}
      - {time: 2026-03-14T09:26Z, event: A customer calls}
"""

from itertools import pairwise

from ...model.timeline import past_midnight
from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def timeline_unordered(context: RuleContext) -> Iterator[Finding]:
    """Report each row earlier than the row above it; approximate times are not compared."""
    times = [row.time for row in context.incident.timeline]
    past_midnight_rows = set(past_midnight([time.at for time in times]))
    for index, (above, time) in enumerate(pairwise(times), 1):
        if time.at < above.at and not (time.approximate or above.approximate):
            yield Finding(
                ("timeline", index, "time"),
                f"{time} comes after {above}",
                "is the day right? it looks like the day after"
                if index in past_midnight_rows
                else "sort the rows by time, or run `postmortems check --fix`",
            )
