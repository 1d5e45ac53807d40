"""Lessons: an index with repeat lessons first, and a page per lesson with its history."""

from collections.abc import Iterator

from postmortems.insights import History, recurrences
from postmortems.site_map import SiteMap

from .context import PageContext
from .page import Index, Page, Site, write

PAIRS = 25
"""The number of recurrences of each sort listed; the pages of the lessons have all of them."""

MOST = 100
"""The number of incidents, newest first, and of services that the page of a lesson lists."""


def block(site: Site, links: PageContext) -> str:
    """Render the index of lessons: taught repeatedly, once, and by no incident."""
    groups = {
        "repeated": site.facts.repeated_lessons,
        "once": [h for h in site.facts.histories.values() if len(h.teachings) == 1],
        "never": [h for h in site.facts.histories.values() if not h.teachings],
    }
    repeated = groups["repeated"]
    return write(
        "lessons",
        site,
        links,
        groups=groups,
        most_often=repeated[0] if repeated else None,
        pairs=site.facts.histories.recurrences[:PAIRS],
        more_pairs=len(site.facts.histories.recurrences) - PAIRS,
        failed=site.facts.histories.did_not_hold[:PAIRS],
        more_failed=len(site.facts.histories.did_not_hold) - PAIRS,
    )


INDEX = Index("lessons", SiteMap.LESSONS, "Lessons", block)


def lesson_pages(site: Site) -> Iterator[Page]:
    """Yield a page per lesson of the catalogue."""
    for history in site.facts.histories.values():
        yield _lesson_page(site, history)


def _lesson_page(site: Site, history: History) -> Page:
    def body(links: PageContext) -> str:
        pairs = recurrences(history.came_back)
        return write(
            "lesson",
            site,
            links,
            history=history,
            feed=links.file(SiteMap.feed(SiteMap.lesson(history.name))),
            pairs=pairs[:MOST],
            more_pairs=len(pairs) - MOST,
            failed=history.did_not_hold[::-1][:MOST],
            more_failed=len(history.did_not_hold) - MOST,
            exposed=site.facts.exposures[history.name],
            most=MOST,
            taught=history.teachings[-MOST:],
            before=max(0, len(history.teachings) - MOST),
            acted=history.actions[-MOST:],
        )

    return Page(
        SiteMap.lesson(history.name),
        history.lesson.statement,
        body,
        feed=SiteMap.feed(SiteMap.lesson(history.name)),
    )
