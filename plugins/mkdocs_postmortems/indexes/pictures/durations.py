"""Charts of how long incidents took."""

from collections.abc import Iterable, Mapping, Sequence

from postmortems import insights
from postmortems.chart import Dot, Figure, Lane, dots
from postmortems.chart.periods import OTHER_KINDS as HOLLOW_KEY
from postmortems.insights import Spread
from postmortems.model import Corpus, Incident
from postmortems.render import words
from postmortems.site_map import SiteMap

from ..context import PageContext
from ..page import Site
from . import messages
from .severities import OTHER_KIND, colour, levels

RINGS = "Rings are incidents that are neither outages nor degradations"


def how_long(
    site: Site, context: PageContext, incidents: Iterable[Incident], title: str
) -> Figure | None:
    """Return a chart of the times to detect, mitigate and resolve; None if none is recorded."""
    spreads = insights.spreads(incidents)
    if not spreads:
        return None
    caption = "Each dot is an incident; durations are measured from its start."
    rows = [(spread.metric.label, spread) for spread in spreads]
    message = messages.durations(spreads[-1])
    return _durations(site, context, rows, title, caption, message)


def by_severity(
    site: Site,
    context: PageContext,
    groups: Mapping[str, Sequence[Incident]],
    metric: str,
    title: str,
) -> Figure | None:
    """Return a chart of one duration of the incidents of each severity; None if none is recorded.

    Args:
        site: the site of the page.
        context: the page that shows the chart.
        groups: the incidents of each severity, by its name.
        metric: the name of the duration in `METRICS`.
        title: the title of the figure.
    """
    rows = [
        (name, spread)
        for name, incidents in groups.items()
        for spread in insights.spreads(incidents, [metric])
    ]
    if not rows:
        return None
    message = messages.durations_by_name(rows)
    return _durations(site, context, rows, title, "Each dot is an incident.", message)


def _durations(
    site: Site,
    context: PageContext,
    rows: Sequence[tuple[str, Spread]],
    title: str,
    caption: str,
    message: str,
) -> Figure:
    """Return a chart with a lane of dots for each spread, by its name."""
    others = any(spread.other_kinds for _, spread in rows)
    if others:
        caption += f" {RINGS}; they are not part of the time impaired."
    if any(spread.is_few for _, spread in rows):
        caption += f" No median is shown for fewer than {insights.FEW} incidents."
    other = [OTHER_KIND] if others else []
    heads = ["", "Incidents", *other, "Shortest", "Median", "Longest"]
    lanes = [_lane(name, spread, site.corpus, context, others=others) for name, spread in rows]
    used = {dot.colour for lane in lanes for dot in lane.dots}
    legend = [(one.colour, one.title) for one in levels(site.corpus) if one.colour in used]
    if others:
        legend.append((HOLLOW_KEY, OTHER_KIND))
    return dots(
        lanes,
        title,
        caption,
        heads,
        legend,
        message=message,
        measure="Duration, on a logarithmic scale",
    )


def _lane(name: str, spread: Spread, corpus: Corpus, context: PageContext, *, others: bool) -> Lane:
    middle = None if spread.is_few else spread.median
    return Lane(
        name,
        [
            Dot(
                duration.length.total_seconds(),
                f"{words.duration(duration)}: {incident.title} ({_named(incident)})",
                context.address(SiteMap.incident(incident.id)),
                colour(corpus, incident.severity),
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
        words.count(spread.number, "incident"),
        f"median {words.length(middle)}" if middle is not None else "",
    )


def _named(incident: Incident) -> str:
    """Return the day of an incident, with its kind unless that is outage or degradation."""
    if insights.is_impairing(incident):
        return str(incident.day)
    return f"{incident.day}, {words.title(incident.kind).lower()}"
