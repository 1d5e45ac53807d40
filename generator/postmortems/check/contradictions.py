"""Compare what an author typed about alerts, metrics and reports with what evidence says."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from ..evidence import AlertRow, DerivedSeries, Point, number_text
from ..model import Loc
from ..model.monitoring import Alert
from ..model.texts import plain
from .context import RuleContext
from .evidence_places import PRECISION, clock, length, place_of
from .quantities import Quantity, quantities, unit_of

_SHARE_OF = re.compile(r"(?:%|percent) of \w")
"""A percentage of something that the text names, which a metric rarely measures exactly."""
_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a word begins within a name such as `HighCPUUsage`."""
_SAME = (
    ("cpu", "processor"),
    ("memory", "mem", "rss", "heap", "ram"),
    ("error", "errors", "5xx", "failed", "failures"),
    ("response", "latency", "duration"),
    ("disk", "filesystem", "fs"),
)
"""Words for the same thing in names of alerts and metrics."""
_COMMON = frozenset(
    ["usage", "rate", "time", "high", "low", "too", "percent", "seconds", "bytes", "total", "ratio",
     "is", "of", "the", "on", "in", "a", "per", "avg", "max", "min", "alert", "alarm", "service"]
)  # fmt: skip
"""Words that say little about what a metric measures."""


@dataclass(frozen=True)
class Contradiction:
    """A typed text that evidence contradicts, with the statement of the evidence."""

    loc: Loc
    message: str


def contradictions(context: RuleContext) -> Iterator[Contradiction]:
    """Yield what evidence contradicts, in the order of the incident."""
    yield from _complaints(context)
    for index, alert in enumerate(context.incident.monitoring.alerts_triggered):
        loc: Loc = ("monitoring", "alerts_triggered", index)
        rows = [row for row in context.evidence.alert_rows if _same_name(alert.alert, row.name)]
        during = [row for row in rows if row.is_during]
        yield from _of_alert(context, loc, alert, during)
        if alert.actual and not any(row.actuals for row in during):
            yield from _of_metric(context, (*loc, "actual"), alert.alert, alert.actual)
    for name, _, text in context.incident.monitoring.metrics_anomalies.recorded():
        loc = ("monitoring", "metrics_anomalies", name)
        yield from _of_metric(context, loc, name, str(text))


def _complaints(context: RuleContext) -> Iterator[Contradiction]:
    """Yield a contradiction if there are more reports than the author counted."""
    typed = context.incident.impact.business.customer_complaints
    reports = context.evidence.reports
    count = _only(typed) if typed else None
    if not typed or not reports or not count or count.dimension:
        return
    if reports.total > count.value and not count.is_about(reports.total):
        files = context.evidence.comparable("user-reports")
        places = ", ".join(place_of(context.incident, file.index) for file in files)
        yield Contradiction(
            ("impact", "business", "customer_complaints"),
            f"typed `{typed}`, but {places} {'has' if len(files) == 1 else 'have'} "
            f"{reports.total:,} reports",
        )


def _of_alert(
    context: RuleContext, loc: Loc, alert: Alert, rows: list[AlertRow]
) -> Iterator[Contradiction]:
    """Yield the values of a typed alert that differ from those of the alert in the export."""
    for row in rows:
        place = place_of(context.incident, *row.places[0])
        for key, typed, exported in (
            ("threshold", alert.threshold, row.thresholds),
            ("actual", alert.actual, row.actuals),
        ):
            if typed and exported and _differ(typed, exported):
                values = " and ".join(exported)
                yield Contradiction(
                    (*loc, key), f"typed `{key}: {typed}`, but {place} has {values}"
                )
        if alert.duration and row.times == 1 and row.last:
            lasted = row.last - row.first
            stated = _only(alert.duration, "s")
            if stated and not _is_about(stated, lasted):
                yield Contradiction(
                    (*loc, "duration"),
                    f"typed `duration: {alert.duration}`, but according to {place} it fired for "
                    f"{length(lasted)}",
                )


def _is_about(stated: Quantity, lasted: timedelta) -> bool:
    difference = abs(stated.value - lasted.total_seconds())
    return difference <= max(stated.tolerance, PRECISION.total_seconds())


def _differ(typed: str, exported: Iterable[str]) -> bool:
    """Return whether a typed value differs from all exported ones that can be compared with it."""
    own = _only(typed)
    others = [other for text in exported for other in quantities(text)]
    comparable = [other for other in others if own and other.dimension == own.dimension]
    return bool(
        own
        and comparable
        and len(comparable) == len(others)
        and not any(own.is_about(one.value) or one.is_about(own.value) for one in comparable)
    )


def _only(text: str, dimension: str | None = None) -> Quantity | None:
    """Return the quantity of a text that has only one, of a dimension if that is given."""
    every = list(quantities(plain(text)))
    if len(every) == 1 and dimension in (None, every[0].dimension):
        return every[0]
    return None


def _of_metric(context: RuleContext, loc: Loc, name: str, typed: str) -> Iterator[Contradiction]:
    """Yield a contradiction if no metric of this name has a typed value as its extreme."""
    stated = [] if _SHARE_OF.search(typed) else list(quantities(plain(typed)))
    differing: list[Contradiction] = []
    for file in context.evidence.comparable("metrics"):
        for series in file.series:
            if not _measures(name, series.name) or not series.deviation:
                continue
            extreme = series.deviation.extreme or series.deviation.highest
            is_down = series.deviation.direction == "down"
            compared = [one for one in stated if _scale(one, series, extreme)]
            if not extreme or not compared:
                continue
            pick: Callable[..., Quantity] = min if is_down else max
            if _is_stated(pick(compared, key=lambda one: one.value), series, extreme):
                return
            place = place_of(context.incident, file.index, extreme.line)
            verb = "falls to" if is_down else "peaks at"
            near = context.evidence.window.started or extreme.time
            message = (
                f"typed `{loc[-1]}: {typed}`, but {place} {verb} "
                f"{number_text(extreme.value, series.unit)} at {clock(extreme.time, near)}"
            )
            differing.append(Contradiction(loc, message))
    yield from differing[:1]


def _scale(stated: Quantity, series: DerivedSeries, extreme: Point | None) -> float | None:
    """Return by what the values of a series must be multiplied to be in the unit of a quantity.

    None if they cannot be compared. A series without a unit can be a percentage if its extreme is
    between 0 and 100; up to 1 it is taken for a share.
    """
    if extreme is None:
        return None
    if series.unit:
        dimension, factor = unit_of(series.unit)
        return factor if dimension == stated.dimension else None
    if stated.dimension == "%" and 0 <= extreme.value <= 100:
        return 100.0 if extreme.value <= 1 else 1.0
    return None if stated.dimension else 1.0


def _is_stated(stated: Quantity, series: DerivedSeries, extreme: Point) -> bool:
    """Return whether a quantity is the extreme, or how far it is from the baseline."""
    scale = _scale(stated, series, extreme) or 1.0
    values = [extreme.value * scale]
    if series.deviation and (baseline := series.deviation.baseline):
        change = abs(extreme.value - baseline.median)
        values.append(change * scale)
        if stated.dimension == "%" and baseline.median:
            values.append(100 * change / abs(baseline.median))
    return any(map(stated.is_about, values))


def _same_name(one: str, other: str) -> bool:
    """Return whether two names of alerts have the same letters and digits."""
    letters = [re.sub(r"[\W_]", "", plain(name).casefold()) for name in (one, other)]
    return bool(letters[0]) and letters[0] == letters[1]


def _measures(name: str, series: str) -> bool:
    """Return whether a metric or an alert has a word for its subject in common with a series."""
    return bool(_subjects(name) & _subjects(series))


def _subjects(name: str) -> set[str]:
    words = set(_WORD.findall(_HUMP.sub(" ", plain(name)).casefold())) - _COMMON
    words = {word for word in words if len(word) > 1 and not word.isdigit()}
    return words | {same[0] for same in _SAME if words & set(same)}
