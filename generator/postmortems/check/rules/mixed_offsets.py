"""The times of one incident have different UTC offsets.

An incident with a `timezone` is not checked.

Why:
    Rows with different offsets cannot be compared without calculation. Pages show all times in UTC;
    the file is
    easier to review if it does too. In public postmortems local times are mixed with alerts in UTC,
    which makes them look an hour off.

Wrong:
    times:
      started: 2026-03-14T09:20Z
      resolved: 2026-03-14T11:30+01:00

Says:
    this time, 2026-03-14 10:30 UTC, has another offset than most times of the incident; write all
    of them with one offset, preferably in UTC with `Z`

Right:
    times:
      started: 2026-03-14T09:20Z
      resolved: 2026-03-14T10:30Z
"""

from collections import Counter

from ...model import PHASES, Loc, Moment
from ..rule import Finding, Iterator, RuleContext, rule


@rule(level="note", needs=("times", "timeline.time"))
def mixed_offsets(context: RuleContext) -> Iterator[Finding]:
    """Report the first time with another offset than the most common one."""
    incident = context.incident
    named = [(("times", phase), getattr(incident.times, phase)) for phase in PHASES]
    rows = [(("timeline", index, "time"), row.time) for index, row in enumerate(incident.timeline)]
    times: list[tuple[Loc, Moment]] = [(loc, moment) for loc, moment in [*named, *rows] if moment]
    if incident.timezone:
        return  # its offset may change within the incident, and times with another are meant
    zones = Counter(moment.offset for _, moment in times)
    if len(zones) < 2:
        return
    usual = zones.most_common(1)[0][0]
    loc, moment = next((loc, moment) for loc, moment in times if moment.offset != usual)
    yield Finding(
        loc,
        f"this time, {moment}, has another offset than most times of the incident",
        "write all of them with one offset, preferably in UTC with `Z`",
    )
