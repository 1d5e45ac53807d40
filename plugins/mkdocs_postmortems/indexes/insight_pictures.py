"""The charts of the page of insights."""

from postmortems.chart import Bar, Figure, HeatRow, bars, heat
from postmortems.insights import DONE_WITHIN, GROUPS, Completion, Detections, Stabilizations
from postmortems.render import words
from postmortems.site_map import SiteMap

from .context import PageContext
from .insight_words import GROUP_NAMES, MEASURE_NAMES

MOST_YEARS = 12
"""The number of years in a chart, the newest first."""


def detection_by_year(detections: Detections, context: PageContext) -> Figure | None:
    """Return the number of incidents by year and who detected them; None without incidents."""
    years = detections.by_year
    if not years:
        return None
    caption = "Incidents of each year, by who or what detected them first."
    if len(years) > MOST_YEARS:
        caption += f" The newest {MOST_YEARS} of {len(years)} years."
    rows = [
        HeatRow(
            str(year),
            context.address(SiteMap.year(year)),
            [counts[group] for group in GROUPS],
        )
        for year, counts in list(years.items())[:MOST_YEARS]
    ]
    columns = [GROUP_NAMES[group] for group in GROUPS]
    return heat(rows, columns, "Detection by year", caption, "Year")


def done_within(completion: Completion) -> Figure | None:
    """Return the number of done action items by the days it took; None if none is recorded."""
    if not completion.days:
        return None
    names = []
    after = -1
    for limit in DONE_WITHIN:
        names.append(f"Within {limit} days" if after < 0 else f"{after + 1} to {limit} days")
        after = limit
    names.append(f"More than {after} days")
    rows = [Bar(name, number) for name, (_, number) in zip(names, completion.by_days, strict=True)]
    caption = "Action items that are done, by the days from the incident until they were."
    return bars(rows, "Days until done", caption, ("Days", "Action items"))


def measures(stabilizations: Stabilizations) -> Figure | None:
    """Return the number of incidents of each kind of measure; None if none is recognized."""
    if not stabilizations.by_measure:
        return None
    rows = [
        Bar(MEASURE_NAMES[name], len(incidents))
        for name, incidents in stabilizations.by_measure.items()
    ]
    caption = "Incidents whose immediate actions name it; an incident may name several."
    return bars(rows, "Immediate actions", caption, ("Kind", "Incidents"))


def measures_by_trigger(stabilizations: Stabilizations, context: PageContext) -> Figure | None:
    """Return the number of incidents by trigger and kind of measure; None without both."""
    if not stabilizations.by_trigger:
        return None
    rows = [
        HeatRow(
            words.title(trigger),
            context.address(SiteMap.CAUSES, SiteMap.trigger_anchor(trigger)),
            [counts[name] for name in stabilizations.by_measure],
        )
        for trigger, counts in stabilizations.by_trigger.items()
    ]
    columns = [MEASURE_NAMES[name] for name in stabilizations.by_measure]
    caption = "Incidents with a recorded trigger, by what their immediate actions name."
    return heat(rows, columns, "Immediate actions by trigger", caption, "Trigger")
