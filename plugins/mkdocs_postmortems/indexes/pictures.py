"""The charts of the indexes, with their captions and links."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date

from postmortems import insights
from postmortems.chart import (
    Bar,
    Dot,
    Figure,
    HeatRow,
    Lane,
    Level,
    MonthBar,
    bars,
    dots,
    heat,
    months,
)
from postmortems.chart.dots import HOLLOW
from postmortems.insights import Cause, Spread
from postmortems.model import Corpus, Incident
from postmortems.render import words
from postmortems.site_map import SiteMap

from .context import PageContext
from .page import Site

LONGEST = 240
"""The largest number of months in a chart; earlier ones are on the pages of their years."""
OTHER_KINDS = "Rings are incidents that are neither outages nor degradations"
HEAT_MONTHS = 24
HEAT_ROWS = 25


def levels(corpus: Corpus) -> list[Level]:
    """Return the severities with their colours."""
    return [
        Level(name, corpus.severity_title(name), _colour(corpus, name))
        for name in corpus.severities
    ]


def _colour(corpus: Corpus, severity: str) -> str:
    """Return the CSS class of a severity's colour; the stylesheet has five."""
    return f"pm-fill-{min(corpus.severity_rank(severity), 5)}"


def per_month(
    site: Site,
    context: PageContext,
    incidents: Sequence[Incident],
    title: str,
    *,
    whole: bool = False,
) -> Figure | None:
    """Return a chart of incidents by month and severity, up to today; None without incidents.

    Args:
        site: the site of the page.
        context: the page that shows the chart.
        incidents: the incidents to count.
        title: the title of the figure.
        whole: whether to show whole years, for the page of a year.
    """
    if not incidents:
        return None
    counted = insights.per_month(incidents, lambda incident: [incident.severity])
    first, last = min(counted), max(max(counted), site.corpus.as_of)
    if whole:
        first, last = first.replace(month=1), max(counted).replace(month=12)
    shown = [
        MonthBar(
            month,
            counted.get(month, Counter()),
            context.address(SiteMap.year(month.year), SiteMap.month_anchor(month)),
        )
        for month in insights.months(first, last)[-LONGEST:]
    ]
    return months(shown, levels(site.corpus), title)


def how_long(
    site: Site, context: PageContext, incidents: Iterable[Incident], title: str
) -> Figure | None:
    """Return a chart of the times to detect, mitigate and resolve; None if none is recorded."""
    spreads = insights.spreads(incidents)
    if not spreads:
        return None
    few = any(spread.is_few for spread in spreads)
    caption = "Each dot is an incident. Durations are measured from its start. "
    caption += "The vertical line is the median, the horizontal line the range."
    others = any(spread.other_kinds for spread in spreads)
    if others:
        caption += f" {OTHER_KINDS}; they are not part of the time impaired."
    if few:
        caption += f" No median is shown for fewer than {insights.FEW} incidents."
    other = ["Neither outage nor degradation"] if others else []
    heads = ["", "Incidents", *other, "Shortest", "Median", "Longest"]
    lanes = [_lane(spread, site.corpus, context, others=others) for spread in spreads]
    used = {dot.colour for lane in lanes for dot in lane.dots}
    legend = [(one.colour, one.title) for one in levels(site.corpus) if one.colour in used]
    if others:
        legend.append((f"pm-other-kind {HOLLOW}", "Neither outage nor degradation"))
    return dots(lanes, title, caption, heads, legend)


def _lane(spread: Spread, corpus: Corpus, context: PageContext, *, others: bool) -> Lane:
    middle = None if spread.is_few else spread.median
    return Lane(
        spread.metric.label,
        [
            Dot(
                duration.length.total_seconds(),
                f"{words.duration(duration)}: {incident.title} ({_named(incident)})",
                context.address(SiteMap.incident(incident.id)),
                _colour(corpus, incident.severity),
                not insights.is_impairing(incident),
            )
            for incident, duration in spread.items
        ],
        middle.total_seconds() if middle is not None else None,
        [
            str(spread.number),
            *([str(spread.other_kinds)] if others else []),
            words.length(spread.least),
            words.length(middle) if middle is not None else "too few to tell",
            words.length(spread.most),
        ],
        f"{words.count(spread.number, 'incident')}",
    )


def _named(incident: Incident) -> str:
    """Return the day of an incident, with its kind unless that is outage or degradation."""
    if insights.is_impairing(incident):
        return str(incident.day)
    return f"{incident.day}, {words.title(incident.kind).lower()}"


def categories(
    counts: Sequence[tuple[str, int]],
    title: str,
    caption: str,
    address: Callable[[str], str | None] = lambda name: None,
) -> Figure | None:
    """Return a chart of the number of incidents per category; None if none is recorded."""
    if not counts:
        return None
    rows = [Bar(words.title(name), number, address(name)) for name, number in counts]
    return bars(rows, title, caption, ("Category", "Incidents"))


def counts(causes: Sequence[Cause]) -> list[tuple[str, int]]:
    """Return the number of incidents of each cause, by its name."""
    return [(cause.name, len(cause.incidents)) for cause in causes]


def triggers(causes: Sequence[Cause], context: PageContext) -> Figure | None:
    """Return a chart of triggers that links to the page of causes; None if none is recorded."""
    return categories(
        counts(causes),
        "Incidents by trigger",
        "Each incident has at most one category of trigger.",
        lambda name: context.address(SiteMap.CAUSES, SiteMap.trigger_anchor(name)),
    )


def factors(
    counts: Sequence[tuple[str, int]],
    address: Callable[[str], str | None] = lambda name: None,
) -> Figure | None:
    """Return a chart of the number of incidents per factor; None if none is recorded."""
    title, caption = "Incidents by factor", "An incident can have several categories of factors."
    return categories(counts, title, caption, address)


def hot_months(site: Site, context: PageContext, rows: int = HEAT_ROWS) -> Figure | None:
    """Return a heat map of at most `rows` services by month, for the two years up to today."""
    day = site.corpus.as_of
    columns = insights.months(day.replace(year=day.year - 2, day=1), day)[-HEAT_MONTHS:]
    recent = [one for one in site.corpus.incidents if one.day >= columns[0]]
    return _hot(
        site,
        context,
        recent,
        [(f"{month:%Y-%m}", month) for month in columns],
        lambda day: day.replace(day=1),
        "Incidents of each service by month",
        "The last two years, without services that had no incident.",
        rows,
    )


def hot_years(site: Site, context: PageContext) -> Figure | None:
    """Return a heat map of services by year."""
    years = insights.years(site.corpus.incidents)
    if not years:
        return None
    return _hot(
        site,
        context,
        site.corpus.incidents,
        [(str(year), year) for year in range(years[-1], site.corpus.as_of.year + 1)],
        lambda day: day.year,
        "Incidents of each service by year",
        "All years.",
    )


def _hot(
    site: Site,
    context: PageContext,
    incidents: Iterable[Incident],
    columns: Sequence[tuple[str, Hashable]],
    column_of: Callable[[date], Hashable],
    title: str,
    caption: str,
    most: int = HEAT_ROWS,
) -> Figure | None:
    counted: dict[str, Counter[Hashable]] = {}
    for incident in incidents:
        for name in incident.services:
            counted.setdefault(name, Counter())[column_of(incident.day)] += 1
    hottest = sorted(counted, key=lambda name: (-counted[name].total(), name))
    if not hottest:
        return None
    if len(hottest) > most:
        caption += f" The {most} services with the most incidents, of {len(hottest)}."
    rows = [
        HeatRow(
            site.corpus.service_title(name),
            context.address(SiteMap.service(name)),
            [counted[name][key] for _, key in columns],
        )
        for name in hottest[:most]
    ]
    return heat(rows, [name for name, _ in columns], title, caption, "Service")
