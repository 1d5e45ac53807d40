"""Charts of incidents by month, quarter or year."""

from collections import Counter
from collections.abc import Sequence

from postmortems import insights
from postmortems.chart import Figure, PeriodBar, periods
from postmortems.model import Incident
from postmortems.render import words
from postmortems.site_map import SiteMap

from ..context import PageContext
from ..page import Site
from . import messages
from .severities import OTHER_KIND, levels


def over_time(
    site: Site,
    context: PageContext,
    incidents: Sequence[Incident],
    title: str = "Incidents over time",
    *,
    whole: bool = False,
) -> Figure | None:
    """Return a chart of incidents by severity and by month, up to today; None without incidents.

    Months become quarters, and quarters years, where there would be too many columns.

    Args:
        site: the site of the page.
        context: the page that shows the chart.
        incidents: the incidents to count.
        title: the title of the figure.
        whole: whether to show whole years, for the page of a year.
    """
    if not incidents:
        return None
    days = [incident.day for incident in incidents]
    first, last = min(days), max(*days, site.corpus.as_of)
    if whole:
        first, last = first.replace(month=1), max(days).replace(month=12)
    unit = insights.unit_for(first, last)
    spans = insights.periods_between(first, last, unit)
    bars = _period_bars(site, context, incidents, spans)
    left_out = sum(day < spans[0].first for day in days)
    return periods(
        bars,
        levels(site.corpus),
        title,
        unit,
        message=messages.over_time(
            [(bar.name, bar.total) for bar in bars],
            unit,
            finished=sum(span.last < site.corpus.as_of for span in spans),
            current=next((at for at, bar in enumerate(bars) if bar.until), None),
            compares=not whole,
        ),
        caption=f"{words.count(left_out, 'earlier incident')} not drawn." if left_out else "",
        other_kinds=OTHER_KIND,
    )


def _period_bars(
    site: Site,
    context: PageContext,
    incidents: Sequence[Incident],
    spans: Sequence[insights.Period],
) -> list[PeriodBar]:
    """Return the columns of periods, each with the address of its month, quarter or year."""
    unit, day = spans[0].unit, site.corpus.as_of
    counted = insights.per_period(incidents, unit, lambda one: [one.severity])
    others = (one for one in incidents if not insights.is_impairing(one))
    other_kinds = insights.per_period(others, unit, lambda one: [one.severity])

    def address(span: insights.Period) -> str:
        if unit == "quarter":
            return context.address(SiteMap.quarter(span.slug))
        anchor = SiteMap.month_anchor(span.first) if unit == "month" else ""
        return context.address(SiteMap.year(span.first.year), anchor)

    return [
        PeriodBar(
            span.name,
            counted.get(span, Counter()),
            other_kinds.get(span, Counter()),
            address(span),
            str(day) if span.first <= day <= span.last else "",
        )
        for span in spans
    ]
