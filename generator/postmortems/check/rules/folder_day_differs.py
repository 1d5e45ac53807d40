"""The day in the folder's name is more than one day from the start of the incident (UTC).

Why:
    The folder name is the incident's id and address, and people look for incidents by day. The
    usual reason is a folder named after the day on which the postmortem was written. Renaming is
    easy before the merge; afterwards links to the page break.

Wrong:
    times: {started: 2026-03-11T09:20Z}

Says:
    the incident started on 2026-03-11, but its folder name says 2026-03-14; correct the time, or
    rename the folder

Right:
    times: {started: 2026-03-14T09:20Z}
"""

from datetime import date, timedelta

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def folder_day_differs(context: RuleContext) -> Iterator[Finding]:
    """Report a difference of more than one day; one day can come from the time zone."""
    started = context.incident.phases.get("started")
    named = date.fromisoformat(context.incident.id[:10])
    if started and abs(started.at.date() - named) > timedelta(days=1):
        yield Finding(
            context.incident.phase_loc("started"),
            f"the incident started on {started.at.date()}, but its folder name says {named}",
            "correct the time, or rename the folder",
        )
