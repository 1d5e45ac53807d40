"""The words of the page of insights: shares, numbers, and the names of groups."""

from collections.abc import Mapping

from postmortems.insights import FEW, MEASURES, NOT_KNOWN, PARTS_OF_WEEK

GROUP_NAMES: Mapping[str, str] = {
    "alert": "Alert",
    "staff": "Staff",
    "customers": "Customers",
    "others": "Others outside",
    NOT_KNOWN: "Not known",
}
"""The names of the groups of detection."""

MEASURE_NAMES: Mapping[str, str] = dict(
    zip(
        MEASURES,
        (
            "Change rolled back",
            "Restarted",
            "Capacity added",
            "Traffic moved or failed over",
            "Load limited or blocked",
            "Switched off or paused",
            "Configuration changed",
            "Fix deployed",
            "Part or credential replaced",
            "Data restored or repaired",
            "Fixed by a provider",
            "Waited",
        ),
        strict=True,
    )
)
"""The names of the kinds of measures."""

PERIOD_NAMES: Mapping[str, str] = dict(
    zip(
        PARTS_OF_WEEK,
        ("Within working hours", "On a working day, outside its hours", "On another day"),
        strict=True,
    )
)
"""The names of the periods of a week."""


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
