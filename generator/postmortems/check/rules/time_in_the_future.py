"""A time or a day of the incident is still to come.

Why:
    What has happened happened before today: a time to come is a slip of the pen, most often in the
    year. Public postmortems hold such slips as `22025-03-18`, and the
    [CCADB](https://www.ccadb.org/cas/incident-report) asks for times exact to the minute.

Wrong:
    times:
      started: 2027-03-14T09:20Z

Says:
    2027-03-14 09:20 UTC is still to come; correct the year, month or day

Right:
    times:
      started: 2026-03-14T09:20Z
"""

from datetime import date, timedelta

from ...model import PHASES, Loc
from ..rule import Finding, Iterator, RuleContext, rule


def _days(case: RuleContext) -> Iterator[tuple[Loc, date, str]]:
    incident = case.incident
    for phase in PHASES:
        if moment := getattr(incident.times, phase):
            yield ("times", phase), moment.at.date(), str(moment)
    for index, row in enumerate(incident.timeline):
        yield ("timeline", index, "time"), row.time.at.date(), str(row.time)
    for index, item in enumerate(incident.actions):
        if item.done_on:
            yield ("lessons", "action_items", index, "done_on"), item.done_on, str(item.done_on)
    if day := incident.document.published:
        yield ("document", "published"), day, str(day)


@rule(level="error")
def time_in_the_future(case: RuleContext) -> Iterator[Finding]:
    """Compare times, and days on which something was done, with the day of the check."""
    # Another zone may be a day ahead.
    latest = case.corpus.as_of + timedelta(days=1)
    for loc, day, text in _days(case):
        if day > latest:
            yield Finding(loc, f"{text} is still to come", "correct the year, month or day")
