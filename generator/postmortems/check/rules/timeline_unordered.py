"""A row of the timeline comes before the row above it in time. `check --fix` puts the rows in
order.

Where it would follow soon on that row if it were a day later, it is its day that is asked for, and
`check --fix` moves no row: sorted, the events of the night would stand before those of the evening.

Why:
    A timeline is read from top to bottom, by people who look for what led to what. Of 232 timelines
    in public postmortems 19 are out of order.

Wrong:
    timeline:
      - {time: 2026-03-14T09:26Z, event: A customer calls}
      - {time: 2026-03-14T09:20Z, event: The first card is declined}

Says:
    2026-03-14 09:20 UTC comes after 2026-03-14 09:26 UTC; put the rows in the order of time, or run
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
def timeline_unordered(case: RuleContext) -> Iterator[Finding]:
    """Compare each row with the one before it; what is about may be a little off."""
    times = [row.time for row in case.incident.timeline]
    nightly = set(past_midnight([time.at for time in times]))
    for index, (above, time) in enumerate(pairwise(times), 1):
        if time.at < above.at and not (time.approximate or above.approximate):
            yield Finding(
                ("timeline", index, "time"),
                f"{time} comes after {above}",
                "is the day right? it looks past midnight"
                if index in nightly
                else "put the rows in the order of time, or run `postmortems check --fix`",
            )
