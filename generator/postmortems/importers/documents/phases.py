"""Labelled times and durations of an incident: its phases."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from ..draft import Contradiction
from .context import Context
from .dates import dates_in
from .durations import disagrees, duration_at_start
from .pairs import Pair
from .stamps import Stamp, stamp_at_start
from .tree import is_blank
from .zones import zone_stated

PHASES = ("started", "detected", "acknowledged", "declared", "mitigated", "resolved")
DURATIONS = {
    "duration": ("started", "resolved"),
    "time_to_detect": ("started", "detected"),
    "time_to_acknowledge": ("started", "acknowledged"),
    "time_to_mitigate": ("started", "mitigated"),
    "time_to_resolve": ("started", "resolved"),
}


def place(context: Context, loc: tuple[str, ...], value: object) -> bool:
    """Set a value of the draft, and extend a list. A value that is set already stays.

    Returns:
        Whether the draft has the value now.
    """
    target = context.draft.data
    for key in loc[:-1]:
        target = target.setdefault(key, {})
    if isinstance(value, list):
        known = target.setdefault(loc[-1], [])
        known += [one for one in value if one not in known]
        return True
    return bool(target.setdefault(loc[-1], value) == value)


def words_of(pair: Pair) -> str:
    """Return a pair as it is quoted in messages."""
    return f"{pair.label}: {pair.value}"


def place_date(context: Context, pair: Pair) -> None:
    """Place a date: one with a time is the start; a day alone only names the day."""
    stamp = stamp_at_start(pair.value)
    if stamp and stamp.clock:
        place_period(context, pair)
    elif not dates_in(pair.value):
        context.unplaced(pair.line, words_of(pair), "no date with a year")
    elif stamp is None or not is_blank(stamp.rest):
        context.unplaced(pair.line, words_of(pair), "a day without a time")


def place_period(context: Context, pair: Pair) -> None:
    """Place a period, from the start to the end of the incident."""
    stamp = _stamp(pair)
    if stamp is None or stamp.clock is None:
        context.unplaced(pair.line, words_of(pair), "no time")
    elif stamp.until is None and pair.meaning != "period":
        context.unplaced(pair.line, words_of(pair), "a time that may be that of the document")
    else:
        _set_phase(context, "started", stamp, pair)
        if stamp.until:
            has_day = stamp.until.date is not None
            _set_phase(context, "resolved", _end(stamp), pair, has_day)


def _stamp(pair: Pair) -> Stamp | None:
    """Return the time of a pair; its zone may stand in the label, as in `Start (UTC)`."""
    stamp = stamp_at_start(pair.value)
    if stamp and stamp.zone is None and "(" in pair.label:
        stamp = replace(stamp, zone=zone_stated(pair.label))
    return stamp


def _end(stamp: Stamp) -> Stamp:
    """Return the end of a period, on the day of its start if it has none of its own."""
    until = stamp.until or stamp
    date = until.date or stamp.date
    return Stamp(date, until.clock, until.zone or stamp.zone, until.approximate, stamp.rest)


def place_phase(context: Context, pair: Pair) -> None:
    """Place the time of a phase."""
    stamp = _stamp(pair)
    if stamp is None:
        context.unplaced(pair.line, words_of(pair), "no time")
        return
    _set_phase(context, pair.meaning, stamp, pair)
    if stamp.until and pair.meaning == "started":
        has_day = stamp.until.date is not None
        _set_phase(context, "resolved", _end(stamp), pair, has_day)
    elif stamp.rest and not is_blank(stamp.rest):
        context.unplaced(pair.line, f"{pair.label}: {stamp.rest}", "a text beside a time")


def _set_phase(
    context: Context, phase: str, stamp: Stamp, pair: Pair, has_day: bool | None = None
) -> None:
    """Set the time of a phase. `has_day` says whether its day is written, not carried on."""
    if has_day is None:
        has_day = stamp.date is not None
    moment, written, reason = context.moment(stamp)
    if local := context.local(stamp):
        context.local_phases.setdefault(phase, (local, pair.line))
    if moment is None:
        if "zone" in reason:
            context.draft.rows_without_zone += 1
        context.unplaced(pair.line, words_of(pair), reason)
        return
    if phase == "resolved" and not has_day and (start := context.phases.get("started")):
        moment, written = _after(start[0], moment, written, context, stamp)
    known = context.phases.get(phase)
    if known and known[0] != moment:
        message = f"`{phase}` has two times: {context.draft.data['times'][phase]} and {written}"
        context.draft.contradictions.append(Contradiction(known[1], pair.line, message))
        return
    context.phases[phase] = (moment, pair.line)
    place(context, ("times", phase), written)


def _after(
    start: datetime, moment: datetime, written: str, context: Context, stamp: Stamp
) -> tuple[datetime, str]:
    """Return an end without a date on the day after the start if its clock is earlier."""
    if moment >= start:
        return moment, written
    later = moment.replace(tzinfo=None) + timedelta(days=1)
    next_day, text, _ = context.written(later, stamp.zone, stamp.approximate)
    return (next_day, text) if next_day else (moment, written)


def compare_duration(context: Context, pair: Pair) -> None:
    """Compare a duration with the times, and drop it if they give it.

    Some teams count from the detection, or to the end of the impact.
    """
    start, end = DURATIONS[pair.meaning]
    parsed = duration_at_start(pair.value)
    ends = (end, "mitigated") if pair.meaning == "duration" else (end,)
    pairs = [(first, last) for first in (start, "detected") for last in ends if first != last]
    intervals = _intervals(context.phases, pairs) or _intervals(context.local_phases, pairs)
    if parsed is None or not intervals:
        context.unplaced(pair.line, words_of(pair), "durations are computed from the times")
    elif all(disagrees(*parsed, first[0], last[0]) for first, last in intervals):
        first, last = intervals[0]
        message = f"`{words_of(pair)}`, but the times are {last[0] - first[0]} apart"
        context.draft.contradictions.append(Contradiction(pair.line, first[1], message))


def _intervals(
    times: Mapping[str, tuple[datetime, int]], pairs: Iterable[tuple[str, str]]
) -> list[tuple[tuple[datetime, int], tuple[datetime, int]]]:
    """Return the times of the pairs of phases that are known, with their lines."""
    known = [(first, last) for first, last in pairs if {first, last} <= set(times)]
    return [(times[first], times[last]) for first, last in known]


def compare_phases(context: Context) -> None:
    """Note each phase that comes before the one above it."""
    times = [
        (phase, *context.phases[phase])
        for phase in ("started", "detected", "resolved")
        if phase in context.phases
    ]
    for (name, moment, line), (later_name, later, later_line) in pairwise(times):
        if later < moment:
            message = f"`{later_name}` is before `{name}`"
            context.draft.contradictions.append(Contradiction(line, later_line, message))
