"""Lessons: an index by theme with those that came back first, and a page per lesson."""

from collections.abc import Iterator

from postmortems.insights import History, recurrences
from postmortems.site_map import SiteMap

from .context import PageContext
from .lesson_tables import LessonTables
from .page import Index, Page, Site, write

MOST_AFTER_FIX = 3
"""The number of lessons that came back after a fix that the index shows without unfolding."""
MOST_WHILE_OPEN = 3
"""The number of lessons that came back while a fix was open that it shows without unfolding."""
MOST_OF_THEME = 3
"""The number of lessons of each theme that it names."""

MOST = 100
"""The number of incidents, newest first, and of services that the page of a lesson lists."""
MOST_BACK = 3
"""The number of recurrences after a fix that it shows without unfolding."""
MOST_CHECKS = 10
"""The number of fixes that it lists as checks; the table of action items has all of them."""
MOST_NAMED = 3
"""The number of services and of teams that its summary names."""

HOLDS = (
    "It does not hold if an incident taught the lesson after all action items for it in an earlier "
    "incident were done"
)
EXPOSED = (
    "A service is exposed if an incident that taught the lesson affected it, or a service that it "
    "depends on, and no action item for the lesson is done in an incident of its own."
)


def lesson_tables(site: Site, links: PageContext) -> LessonTables:
    """Return the tables for a page about lessons."""
    return LessonTables(site.facts, links, site.days_quiet)


def block(site: Site, links: PageContext) -> str:
    """Render the index of lessons: those that came back, then all of them by theme."""
    histories = site.facts.histories
    groups = {
        "taught": [h for h in histories.values() if h.teachings],
        "repeated": site.facts.repeated_lessons,
        "once": [h for h in histories.values() if len(h.teachings) == 1],
        "never": [h for h in histories.values() if not h.teachings],
    }
    repeated = groups["repeated"]
    return write(
        "lessons",
        site,
        links,
        tables=lesson_tables(site, links),
        groups=groups,
        most_often=repeated[0] if repeated else None,
        after_fix=histories.came_back_after_fix,
        most_after_fix=MOST_AFTER_FIX,
        while_open=histories.came_back_while_open,
        most_while_open=MOST_WHILE_OPEN,
        themes=list(site.facts.themes.values()),
        themes_by_title=sorted(site.facts.themes.values(), key=lambda theme: theme.title),
        most_of_theme=MOST_OF_THEME,
    )


INDEX = Index("lessons", SiteMap.LESSONS, "Lessons", block, wide=True)


def lesson_pages(site: Site) -> Iterator[Page]:
    """Yield a page per lesson of the catalogue."""
    for history in site.facts.histories.values():
        yield _lesson_page(site, history)


def _lesson_page(site: Site, history: History) -> Page:
    def body(links: PageContext) -> str:
        tables = lesson_tables(site, links)
        pairs = recurrences(history.came_back)
        fixes = site.facts.service_fixes[history.name]
        return write(
            "lesson",
            site,
            links,
            tables=tables,
            history=history,
            themes=site.facts.themes_of.get(history.name, []),
            feed=links.file(SiteMap.feed(SiteMap.lesson(history.name))),
            pairs=pairs[:MOST],
            more_pairs=len(pairs) - MOST,
            failed=history.did_not_hold[::-1][:MOST],
            more_failed=len(history.did_not_hold) - MOST,
            most_back=MOST_BACK,
            fixes=fixes,
            totals_of=tables.totals_of(history),
            teams=tables.teams_of(fixes),
            exposed=[fix.exposure for fix in fixes if fix.exposure],
            most_named=MOST_NAMED,
            most_checks=MOST_CHECKS,
            holds_definition=HOLDS,
            exposed_definition=EXPOSED,
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
