"""The words of the page of insights: shares, numbers, and the names of groups."""

from collections.abc import Mapping

from postmortems.insights import FEW, NOT_KNOWN, PartOfWeek

GROUP_NAMES: Mapping[str, str] = {
    "alert": "Alert",
    "staff": "Staff",
    "customers": "Customers",
    "others": "Others outside",
    NOT_KNOWN: "Not known",
}
"""The names of the groups of detection."""

MEASURE_NAMES: Mapping[str, str] = {
    "rollback": "Change rolled back",
    "restart": "Restarted",
    "scaling": "Capacity added",
    "failover": "Traffic moved or failed over",
    "load-limited": "Load limited or blocked",
    "switched-off": "Switched off or paused",
    "configuration": "Configuration changed",
    "fix": "Fix deployed",
    "replacement": "Part or credential replaced",
    "data-restored": "Data restored or repaired",
    "provider": "Fixed by a provider",
    "waiting": "Waited",
}
"""The names of the kinds of measures."""

PART_NAMES: Mapping[PartOfWeek, str] = {
    "working hours": "Within working hours",
    "other hours of a working day": "On a working day, outside its hours",
    "other days": "On another day",
}
"""The names of the parts of a week."""


def share(part: int, whole: int) -> str:
    """Return a share as `39 %`, or as `3 of 7` where a percentage of so few would mislead.

    Neither `0 %` nor `100 %` is said of a share that is only close to it.
    """
    if whole < FEW:
        return f"{part} of {whole}"
    percent = round(100 * part / whole)
    if part and not percent:
        return f"under {percentage(1)}"
    if part < whole and percent == 100:
        return f"over {percentage(99)}"
    return percentage(percent)


def percentage(value: float) -> str:
    """Return a percentage, rounded to a whole number."""
    return f"{round(value)} %"


def number(value: float) -> str:
    """Return a number as a reader needs it: whole, and rounded from a million on."""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{value / size:,.1f} {name}"
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"
