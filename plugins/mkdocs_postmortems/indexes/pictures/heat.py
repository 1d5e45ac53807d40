"""Heat maps of the incidents of services by quarter and by year."""

from collections import Counter

from postmortems import insights
from postmortems.chart import Figure, HeatRow, heat
from postmortems.site_map import SiteMap

from ..context import PageContext
from ..page import Site
from . import messages

QUARTERS, YEARS = 8, 15
"""The number of columns of the heat maps."""
ROWS = 25


def hot_quarters(site: Site, context: PageContext, rows: int = ROWS) -> Figure | None:
    """Return a heat map of at most `rows` services by quarter, for the two years up to today."""
    return _hot(site, context, "quarter", QUARTERS, "Incidents of each service by quarter", rows)


def hot_years(site: Site, context: PageContext) -> Figure | None:
    """Return a heat map of services by year, for the last years up to today."""
    return _hot(site, context, "year", YEARS, "Incidents of each service by year", ROWS)


def _hot(
    site: Site,
    context: PageContext,
    unit: insights.Unit,
    columns: int,
    title: str,
    rows: int,
) -> Figure | None:
    """Return a heat map of the services with the most incidents in the last periods up to today."""
    day = site.corpus.as_of
    first = min((one.day for one in site.corpus.incidents), default=day)
    spans = insights.periods_between(first, day, unit, columns)
    if not spans:
        return None
    counted: dict[str, Counter[insights.Period]] = {}
    for incident in site.corpus.incidents:
        span = insights.Period.of(incident.day, unit)
        for name in incident.services if spans[0] <= span <= spans[-1] else ():
            counted.setdefault(name, Counter())[span] += 1
    hottest = sorted(counted, key=lambda name: (-counted[name].total(), name))
    if not hottest:
        return None
    titled = site.corpus.service_title
    caption = f"{spans[-1].name} is in progress."
    if len(hottest) > rows:
        caption += f" The {rows} services with the most incidents, of {len(hottest)}."
    return heat(
        [
            HeatRow(
                titled(name),
                context.address(SiteMap.service(name)),
                [counted[name][span] for span in spans],
            )
            for name in hottest[:rows]
        ],
        [span.name for span in spans],
        title,
        caption,
        "Service",
        message=messages.most_affected(
            [(titled(name), counted[name].total()) for name in hottest], spans[0].name
        ),
    )
