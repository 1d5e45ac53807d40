"""The page of each quarter: its incidents, lessons and action items."""

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

from postmortems.chart import Figure, Stack, stacks
from postmortems.insights import (
    Detections,
    Exposure,
    QuarterComparison,
    QuarterLesson,
    QuarterReport,
    open_among,
)
from postmortems.render import Markdown, line, quarter_words
from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import Page, Site, write

MOST_INCIDENTS = 12
MOST_LESSONS = 7
MOST_ITEMS = 8
MOST_EXPOSED = 6
"""The most lessons that are listed with the services exposed to them."""
MOST_SERVICES = 6
"""The most services that are listed for a lesson."""


def quarter_pages(site: Site) -> Iterator[Page]:
    """Yield a page for each quarter with an incident."""
    for quarter, report in site.facts.quarter_reports.items():
        yield Page(
            SiteMap.quarter(quarter.slug),
            str(quarter),
            partial(_body, site, report),
            description=quarter_words.quarter_headline(report.comparison),
            wide=True,
            feed=SiteMap.QUARTER_FEED,
        )


def comparison_values(
    site: Site,
    links: PageContext,
    comparison: QuarterComparison,
    title: str,
    *,
    is_report: bool = False,
) -> dict[str, Any]:
    """Return what a template needs to show the number of incidents of a quarter.

    Incidents that are only a selection are not compared, since differences then mean nothing.

    Args:
        site: the site of the page.
        links: the page.
        comparison: the quarter against earlier ones.
        title: the title of the chart.
        is_report: whether the page is that of the quarter, to which its chart then has no link.
    """
    compares = site.days_quiet
    sentence = quarter_words.quarter_sentence(comparison)
    return {
        "quarter": comparison.quarter,
        "quarter_sentence": sentence
        if compares
        else f"{quarter_words.quarter_headline(comparison)}.",
        "chance": _chance(comparison) if compares else "",
        "worst_severities": quarter_words.worst_severities(comparison, site.corpus)
        if compares
        else "",
        "by_severity": _chart(site, links, comparison, title, is_report),
    }


def _chance(comparison: QuarterComparison) -> Markdown:
    """Return whether the differences are larger than chance makes, with its definition."""
    before, word, after = quarter_words.chance(comparison).partition("chance")
    if not word:
        return Markdown("")
    definition = escape(quarter_words.CHANCE)
    return Markdown(f'{line(before)} <abbr title="{definition}">{word}</abbr> {line(after)}')


def _chart(
    site: Site, links: PageContext, comparison: QuarterComparison, title: str, is_report: bool
) -> Figure | None:
    """Return the chart of the numbers by severity; None without any incident."""
    counted = (comparison.count, *(comparison.earlier if site.days_quiet else ()))
    if not any(one.total for one in counted):
        return None
    linked = set(site.facts.by_quarter) - ({comparison.quarter} if is_report else set())
    rows = [
        Stack(
            quarter_words.quarter_label(one, comparison.until if one is counted[0] else None),
            one.counts,
            links.address(SiteMap.quarter(one.quarter.slug)) if one.quarter in linked else None,
        )
        for one in counted
    ]
    return stacks(rows, pictures.levels(site.corpus), title, "", "Quarter")


def _body(site: Site, report: QuarterReport, links: PageContext) -> str:
    quarters = list(site.facts.by_quarter)
    position = quarters.index(report.quarter)
    lessons = report.lessons
    return write(
        "quarter",
        site,
        links,
        report=report,
        detected=_detected(report),
        year=report.quarter.first.year,
        later=quarters[position - 1] if position else None,
        earlier=quarters[position + 1] if position + 1 < len(quarters) else None,
        came_back=[lesson for lesson in lessons if lesson.returned],
        new_lessons=[lesson for lesson in lessons if not lesson.returned],
        promised_open=open_among(report.promised),
        exposed=_exposed(site, lessons),
        most_incidents=MOST_INCIDENTS,
        most_lessons=MOST_LESSONS,
        most_items=MOST_ITEMS,
        most_exposed=MOST_EXPOSED,
        most_services=MOST_SERVICES,
        **comparison_values(
            site, links, report.comparison, "Incidents by severity", is_report=True
        ),
    )


def _detected(report: QuarterReport) -> list[tuple[str, int]]:
    """Return the number of incidents by who or what detected them first, without zeros.

    Empty if it is known of none of them.
    """
    detections = Detections(report.incidents)
    groups = [(group, len(rows)) for group, rows in detections.by_group.items() if rows]
    return groups if detections.known else []


def _exposed(
    site: Site, lessons: tuple[QuarterLesson, ...]
) -> list[tuple[QuarterLesson, list[Exposure], int]]:
    """Return the lessons that some service was struck by and has no fix for.

    Each with the services that were struck, and the number of others that depend on one.
    """
    rows = []
    for lesson in lessons:
        exposures = site.facts.exposures[lesson.history.name]
        direct = [exposure for exposure in exposures if exposure.is_direct]
        if direct:
            rows.append((lesson, direct, len(exposures) - len(direct)))
    return sorted(rows, key=lambda row: (-len(row[1]), row[0].history.name))
