"""Lessons: those that came back first, and for each its whole history."""

from collections.abc import Iterator

from postmortems.export import lesson_feed
from postmortems.insights import History, recurrences

from .context import PageContext
from .page import Index, Page, Site, write

PAIRS = 25
"""As many times something came back are listed; all are on the pages of the lessons."""

MOST = 100
"""As many of a lesson's incidents, the newest, are told on its page."""


def block(site: Site, links: PageContext) -> str:
    """Repeat lessons, then those taught once, then those no incident has taught yet."""
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
    )


INDEX = Index("lessons", "lessons.md", "Lessons", block)


def lesson_pages(site: Site) -> Iterator[Page]:
    """A page per lesson of the catalogue."""
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
            feed=links.file(lesson_feed(history.name)),
            pairs=pairs[:MOST],
            more_pairs=len(pairs) - MOST,
            taught=history.teachings[-MOST:],
            before=max(0, len(history.teachings) - MOST),
            acted=history.actions[-MOST:],
        )

    return Page(
        f"lessons/{history.name}.md",
        history.lesson.statement,
        body,
        kind="Lesson",
        feed=lesson_feed(history.name),
    )
