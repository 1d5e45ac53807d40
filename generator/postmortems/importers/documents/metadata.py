"""Labels with values to fields of the format: severity, status, times, services and others."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

from ...model.scalars import SLUG
from ..draft import Contradiction
from .context import Context
from .dates import dates_in
from .durations import disagrees, duration_at_start
from .pairs import Pair
from .stamps import Stamp, stamp_at_start
from .tree import is_blank, plain
from .vocabulary import is_placeholder, value_meaning
from .zones import zone_named, zone_stated

PHASES = ("started", "detected", "acknowledged", "declared", "mitigated", "resolved")
_LINES = {
    "regions": ("impact", "user", "regions"),
    "features": ("impact", "user", "features"),
}
_TEXTS = {
    "revenue_loss": ("impact", "user", "revenue_loss"),
    "data_integrity": ("impact", "system", "data_integrity"),
    "sla": ("impact", "system", "sla"),
    "customer_complaints": ("impact", "business", "customer_complaints"),
    "affected_users": ("impact", "user", "affected_users"),
}
_DURATIONS = {
    "duration": ("started", "resolved"),
    "time_to_detect": ("started", "detected"),
    "time_to_acknowledge": ("started", "acknowledged"),
    "time_to_mitigate": ("started", "mitigated"),
    "time_to_resolve": ("started", "resolved"),
}
_HANDLE = re.compile(r"(?<![\w.@])@([A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*)")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`|]+")


def place(context: Context, loc: tuple[str, ...], value: object) -> None:
    """Set a value of the draft; lists are extended, and a value that is set already stays."""
    target = context.draft.data
    for key in loc[:-1]:
        target = target.setdefault(key, {})
    if isinstance(value, list):
        known = target.setdefault(loc[-1], [])
        known += [one for one in value if one not in known]
    else:
        target.setdefault(loc[-1], value)


def place_pairs(context: Context, pairs: Iterable[Pair], severities: Collection[str]) -> None:
    """Place the values of labels; what has no place is noted."""
    durations = []
    for pair in pairs:
        if is_placeholder(pair.value):
            if pair.value.strip():
                context.unplaced(pair.line, _words(pair), "a placeholder of the template")
        elif pair.meaning in _DURATIONS:
            durations.append(pair)
        else:
            _place_pair(context, pair, severities)
    for pair in durations:
        _compare(context, pair)


def _words(pair: Pair) -> str:
    return f"{pair.label}: {pair.value}"


def _place_pair(context: Context, pair: Pair, severities: Collection[str]) -> None:
    meaning, value = pair.meaning, plain(pair.value)
    if meaning in PHASES:
        _place_phase(context, pair)
    elif meaning == "period":
        _place_period(context, pair)
    elif meaning == "severity" and (severity := severity_named(value, severities)):
        place(context, ("severity",), severity)
    elif meaning == "status" and (status := value_meaning("status", value)):
        place(context, ("status",), status)
    elif meaning == "status" and (status := value_meaning("document_status", value)):
        place(context, ("document", "status"), status)
    elif meaning == "detection_method" and (method := value_meaning("detection_method", value)):
        place(context, ("detection", "method"), method)
    elif meaning == "detection_method":
        place(context, ("detection", "source"), value)
    elif meaning == "authors" and (handles := _handles(pair.value)):
        place(context, ("document", "authors"), handles)
    elif meaning == "published" and (day := _full_day(context, value)):
        place(context, ("document", "published"), day)
    elif meaning == "services":
        _place_services(context, pair)
    elif meaning in _LINES:
        place(
            context,
            _LINES[meaning],
            [part.strip() for part in re.split(r"[,\n;]", value) if part.strip()],
        )
    elif meaning in _TEXTS:
        place(context, _TEXTS[meaning], int(value) if re.fullmatch(r"\d{1,9}", value) else value)
    elif meaning == "links" and _ADDRESS.search(pair.value):
        _place_links(context, pair)
    elif meaning == "date":
        _place_date(context, pair)
    elif meaning == "zone" and not isinstance(zone_named(value) or zone_stated(value), tzinfo):
        context.unplaced(pair.line, _words(pair), "no zone, or the name of several")
    elif meaning not in ("title", "zone", "updated"):
        context.unplaced(pair.line, _words(pair), _reason(meaning))
    elif meaning == "updated":
        context.unplaced(pair.line, _words(pair), "a date that may be that of the document")


def _reason(meaning: str) -> str:
    return {
        "severity": "no level of the severity rubric",
        "status": "no state of the format",
        "authors": "authors are handles such as `@name`, not full names",
        "published": "no full date",
        "links": "no address",
    }.get(meaning, "the format has no such field")


def severity_named(text: str, severities: Collection[str]) -> str | None:
    """Return the level of the rubric that a text names, as `sev-2`, `Severity 2` or `2`."""
    words = re.sub(r"[\s_.-]", "", text.lower())
    words = re.sub(r"^severity", "sev", words)
    names = {re.sub(r"[\s_.-]", "", level.lower()): level for level in severities}
    head = re.match(r"\w+", re.sub(r"\(.*|[,;:–—/].*", "", words))
    if "/" in text or "|" in text:
        return None
    word = head[0] if head else ""
    return names.get(word) or (names.get(f"sev{word}") if word.isdigit() else None)


def _handles(text: str) -> list[str]:
    """Return the handles in a text: names after `@`, or a list of single words in lower case."""
    names = [name.strip(" `") for name in plain(text).split(",")]
    if all(SLUG.fullmatch(name) and name == name.lower() for name in names):
        return names
    return _HANDLE.findall(text)


def _full_day(context: Context, text: str) -> str | None:
    days = [
        day for written in dates_in(text) if written.year and (day := context.calendar.day(written))
    ]
    return days[0].isoformat() if len(days) == 1 else None


def _place_services(context: Context, pair: Pair) -> None:
    names = [
        name.strip(" `*") for name in re.split(r"[,;\n]| and ", plain(pair.value)) if name.strip()
    ]
    slugs = [name for name in names if SLUG.fullmatch(name)]
    if slugs and len(slugs) == len(names):
        place(context, ("impact", "system", "services"), slugs)
    else:
        context.unplaced(pair.line, _words(pair), "no names of services of the catalogue")


def _place_links(context: Context, pair: Pair) -> None:
    addresses = [address.rstrip(".,;") for address in _ADDRESS.findall(pair.value)]
    links = context.draft.data.setdefault("links", [])
    links += [{"title": pair.label, "url": address} for address in addresses]
    rest = plain(_ADDRESS.sub("", pair.value))
    if not is_blank(rest.replace("()", "")):
        links[-len(addresses)]["title"] = f"{pair.label}: {rest.replace('()', '').strip(' <>')}"


def _place_date(context: Context, pair: Pair) -> None:
    """Place a date: one with a time is the start; a day alone only names the day."""
    stamp = stamp_at_start(pair.value)
    if stamp and stamp.clock:
        _place_period(context, pair)
    elif not dates_in(pair.value):
        context.unplaced(pair.line, _words(pair), "no date with a year")
    elif stamp is None or not is_blank(stamp.rest):
        context.unplaced(pair.line, _words(pair), "a day without a time")


def _place_period(context: Context, pair: Pair) -> None:
    stamp = _stamp(pair)
    if stamp is None or stamp.clock is None:
        context.unplaced(pair.line, _words(pair), "no time")
    elif stamp.until is None and pair.meaning != "period":
        context.unplaced(pair.line, _words(pair), "a time that may be that of the document")
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


def _place_phase(context: Context, pair: Pair) -> None:
    stamp = _stamp(pair)
    if stamp is None:
        context.unplaced(pair.line, _words(pair), "no time")
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
        context.unplaced(pair.line, _words(pair), reason)
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
    found, text, _ = context.written(later, stamp.zone, stamp.approximate)
    return (found, text) if found else (moment, written)


def _compare(context: Context, pair: Pair) -> None:
    """Compare a duration with the times, and drop it if they give it.

    Some teams count from the detection, or to the end of the impact.
    """
    start, end = _DURATIONS[pair.meaning]
    parsed = duration_at_start(pair.value)
    ends = (end, "mitigated") if pair.meaning == "duration" else (end,)
    pairs = [(first, last) for first in (start, "detected") for last in ends if first != last]
    intervals = _intervals(context.phases, pairs) or _intervals(context.local_phases, pairs)
    if parsed is None or not intervals:
        context.unplaced(pair.line, _words(pair), "durations are computed from the times")
    elif all(disagrees(*parsed, first[0], last[0]) for first, last in intervals):
        first, last = intervals[0]
        message = f"`{_words(pair)}`, but the times are {last[0] - first[0]} apart"
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
