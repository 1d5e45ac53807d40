"""A time or day of the incident is in the future.

Why:
    Recorded events are in the past, so a future time is a typing error, usually in the year.
    Public postmortems contain such errors as `22025-03-18`, and the
    [CCADB](https://www.ccadb.org/cas/incident-report) asks for times exact to the minute.

Wrong:
    times:
      started: 2027-03-14T09:20Z

Says:
    2027-03-14 09:20 UTC is in the future; correct the year, month or day

Right:
    times:
      started: 2026-03-14T09:20Z
"""

from datetime import date, timedelta

from ...model import PHASES, Loc
from ..rule import Finding, Iterator, RuleContext, rule


def _days(context: RuleContext) -> Iterator[tuple[Loc, date, str]]:
    incident = context.incident
    for phase in PHASES:
        if moment := getattr(incident.times, phase):
            yield ("times", phase), moment.at.date(), str(moment)
    for index, row in enumerate(incident.timeline):
        yield ("timeline", index, "time"), row.time.at.date(), str(row.time)
    for index, item in enumerate(incident.actions):
        for key, day in (("done_on", item.done_on), ("verified_on", item.verified_on)):
            if day:
                yield ("lessons", "action_items", index, key), day, str(day)
    if published := incident.document.published:
        yield ("document", "published"), published, str(published)


@rule(level="error")
def time_in_the_future(context: RuleContext) -> Iterator[Finding]:
    """Report each recorded time or day later than the day of the check."""
    # Another time zone may be a day ahead.
    latest = context.corpus.as_of + timedelta(days=1)
    for loc, day, text in _days(context):
        if day > latest:
            yield Finding(loc, f"{text} is in the future", "correct the year, month or day")
