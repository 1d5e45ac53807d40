"""The times of one incident are written in several zones.

Why:
    Whoever compares two rows should not have to calculate. Pages show all times in UTC; the file is
    easier to review when it does so too. In public postmortems local times stand beside alerts in
    UTC, an hour apart.

Wrong:
    times:
      started: 2026-03-14T09:20Z
      resolved: 2026-03-14T11:30+01:00

Says:
    most times of this incident have another offset than this one, 2026-03-14 10:30 UTC in UTC;
    write all of them in one zone, best in UTC with `Z`

Right:
    times:
      started: 2026-03-14T09:20Z
      resolved: 2026-03-14T10:30Z
"""

from collections import Counter

from ...model import PHASES, Loc, Moment
from ..rule import Finding, Iterator, RuleContext, rule


@rule(level="note", needs=("times", "timeline.time"))
def mixed_offsets(case: RuleContext) -> Iterator[Finding]:
    """Compare the offset of each time with that of the first."""
    incident = case.incident
    named = [(("times", phase), getattr(incident.times, phase)) for phase in PHASES]
    rows = [(("timeline", index, "time"), row.time) for index, row in enumerate(incident.timeline)]
    found: list[tuple[Loc, Moment]] = [(loc, moment) for loc, moment in [*named, *rows] if moment]
    zones = Counter(moment.offset for _, moment in found)
    if len(zones) < 2:
        return
    usual = zones.most_common(1)[0][0]
    loc, moment = next((loc, moment) for loc, moment in found if moment.offset != usual)
    yield Finding(
        loc,
        f"most times of this incident have another offset than this one, {moment} in UTC",
        "write all of them in one zone, best in UTC with `Z`",
    )
