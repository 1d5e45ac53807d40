"""All records of a file of evidence are before or after the incident.

Why:
    Often the zone is wrong: the file has local times, and is read as UTC. The message says so if a
    shift by whole hours would fit. Otherwise the file is probably of another day.

Wrong:
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
    evidence: [{kind: metrics, file: evidence/cpu.csv, time: {zone: Asia/Tokyo}}]

Says:
    all records of `evidence/cpu.csv` are before the incident: the last is at 01:00 UTC; 9 hours
    later they would fit, so the zone is probably wrong; correct `time: {zone: …}`, or the times of
    the incident

Right:
    times: {started: 2026-03-14T09:20Z, resolved: 2026-03-14T10:30Z}
    evidence: [{kind: metrics, file: evidence/cpu.csv, time: {zone: UTC}}]
"""

from datetime import datetime, timedelta

from ...evidence import DerivedFile, Window
from ..evidence_places import clock
from ..rule import Finding, Iterator, RuleContext, rule

MARGIN = timedelta(hours=1)
"""How near the incident a record counts as being in it."""
MOST_HOURS = 14
"""The largest offset of a zone from UTC."""


@rule(needs=("times", "timeline.marks", "evidence"))
def evidence_outside_window(context: RuleContext) -> Iterator[Finding]:
    """Report each file without a record during the incident or within `MARGIN` of it."""
    window = context.evidence.window
    if window.started is None:
        return
    for file in context.evidence.files:
        if not file.is_comparable or file.first is None or file.last is None:
            continue
        if _fits(window, file.first, file.last):
            continue
        path = context.incident.evidence[file.index].file
        if file.last < window.started:
            side = f"before the incident: the last is at {clock(file.last, window.started)}"
        else:
            side = f"after the incident: the first is at {clock(file.first, window.started)}"
        hours = _shift(window, file)
        zone, hint = "", "add a file of the time of the incident, or correct its times"
        if hours:
            zone = f"; {_hours(hours)} they would fit, so the zone is probably wrong"
            hint = "correct `time: {zone: …}`, or the times of the incident"
        yield Finding(("evidence", file.index), f"all records of `{path}` are {side}{zone}", hint)


def _fits(window: Window, first: datetime, last: datetime) -> bool:
    return window.overlaps(first - MARGIN, last + MARGIN)


def _shift(window: Window, file: DerivedFile) -> int:
    """Return the least number of whole hours by which the records would be in the incident."""
    first, last, started = file.first, file.last, window.started
    if first is None or last is None or started is None:
        return 0
    for hours in sorted(range(-MOST_HOURS, MOST_HOURS + 1), key=abs):
        shift = timedelta(hours=hours)
        if window.overlaps(first + shift, last + shift) and last + shift > started:
            return hours
    return 0


def _hours(hours: int) -> str:
    count = abs(hours)
    direction = "later" if hours > 0 else "earlier"
    return f"{count} hour{'' if count == 1 else 's'} {direction}"
