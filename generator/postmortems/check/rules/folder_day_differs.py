"""The folder's name has another day than the one on which the incident started, in UTC.

Why:
    The name is the incident's id and address, and people find incidents by their day. A postmortem
    begun a day later is the usual reason; the name is easy to change before it is merged and hard
    afterwards.

Wrong:
    times: {started: 2026-03-11T09:20Z}

Says:
    the incident started on 2026-03-11, and its folder says 2026-03-14; correct the time, or rename
    the folder

Right:
    times: {started: 2026-03-14T09:20Z}
"""

from datetime import date, timedelta

from ..rule import Finding, Iterator, RuleContext, rule


@rule()
def folder_day_differs(case: RuleContext) -> Iterator[Finding]:
    """Compare the two days; a day's difference may be the zone's."""
    started = case.incident.phases.get("started")
    named = date.fromisoformat(case.incident.id[:10])
    if started and abs(started.at.date() - named) > timedelta(days=1):
        yield Finding(
            case.incident.phase_loc("started"),
            f"the incident started on {started.at.date()}, and its folder says {named}",
            "correct the time, or rename the folder",
        )
