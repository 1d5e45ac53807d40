"""The quarters for machines: the feed of those that are over, and the records of all."""

from datetime import UTC, date, datetime, time, timedelta

from ..insights import QuarterReport
from ..render import quarter_words
from ..render.words import count
from ..site_map import SiteMap
from .context import ExportContext
from .feed import Feed, changed, entry, feed_element, xml
from .quarter_record import QuarterRecord

NEWEST = 20
"""The number of quarters in the feed."""


def write(context: ExportContext) -> str:
    """Return the feed, with an entry for each of the newest quarters that are over.

    The entry of a quarter is published on the day after it.
    """
    over = [one for one in context.facts.quarter_reports.values() if not one.comparison.until]
    feed = Feed(
        SiteMap.QUARTER_FEED,
        f"{context.name}: quarters",
        context.page(SiteMap.INCIDENTS),
        (),
    )
    entries = [(_published(one), _updated(one), one) for one in over[:NEWEST]]
    root = feed_element(feed, context, max((at for _, at, _ in entries), default=context.made))
    for published, updated, report in entries:
        page = context.page(SiteMap.quarter(report.quarter.slug))
        root.append(
            entry(
                context.urn("quarters", report.quarter.slug),
                f"{report.quarter}: {count(len(report.incidents), 'incident')}",
                (published, updated),
                feed.address(page, context),
                summary(report, context),
            )
        )
    return xml(root)


def summary(report: QuarterReport, context: ExportContext) -> str:
    """Return a quarter in a few sentences."""
    comparison = report.comparison
    sentences = [f"{quarter_words.quarter_headline(comparison)}."]
    if context.days_quiet:
        sentences = [
            quarter_words.quarter_sentence(comparison),
            quarter_words.chance(comparison),
            quarter_words.worst_severities(comparison, context.corpus),
        ]
    sentences += [quarter_words.learned(report), quarter_words.kept(report)]
    return " ".join(filter(None, sentences))


def quarter_record(report: QuarterReport, context: ExportContext, top: str) -> QuarterRecord:
    """Return the record of a quarter; `top` is the path from the document to the site's root."""
    quarter, comparison = report.quarter, report.comparison
    counts = comparison.count.counts
    return QuarterRecord(
        name=quarter.slug,
        url=top + context.page(SiteMap.quarter(quarter.slug)),
        first_day=quarter.first,
        last_day=quarter.last,
        over=comparison.until is None,
        severities={
            name: counts[name] for name in sorted(counts, key=context.corpus.severity_rank)
        },
        incidents=tuple(incident.id for incident in report.incidents),
        lessons=tuple(lesson.history.name for lesson in report.lessons),
        returned_lessons=tuple(one.history.name for one in report.lessons if one.returned),
        actions=len(report.promised),
        actions_done=len(report.done),
        actions_overdue=len(report.overdue),
    )


def _published(report: QuarterReport) -> datetime:
    last = report.quarter.last
    return _midnight(last if last == date.max else last + timedelta(days=1))


def _updated(report: QuarterReport) -> datetime:
    """Return the last change of an incident of the quarter, at the earliest the day after it."""
    return max([_published(report), *map(changed, report.incidents)])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
