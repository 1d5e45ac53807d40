"""A page per theme of lessons: its lessons, what to check, its incidents and services."""

from collections.abc import Iterator

from postmortems.insights import Theme
from postmortems.site_map import SiteMap

from .context import PageContext
from .lessons import MOST, lesson_tables
from .page import MOST_INCIDENTS, Page, Site, write

MOST_BACK = 3
"""The number of lessons that came back that the page shows without unfolding."""


def theme_pages(site: Site) -> Iterator[Page]:
    """Yield a page per theme that a lesson of the catalogue names."""
    for theme in site.facts.themes.values():
        yield _theme_page(site, theme)


def _theme_page(site: Site, theme: Theme) -> Page:
    path = SiteMap.theme(theme.slug)

    def body(links: PageContext) -> str:
        names = {history.name for history in theme.histories}
        after_fix = site.facts.histories.came_back_after_fix
        checks = [one for one in theme.histories if one.lesson.signs or one.done_actions]
        return write(
            "theme",
            site,
            links,
            tables=lesson_tables(site, links),
            theme=theme,
            feed=links.file(SiteMap.feed(path)),
            action_rows=[row for one in theme.histories for row in one.actions],
            after_fix=[history for history in after_fix if history.name in names],
            most_back=MOST_BACK,
            checks=checks[:MOST],
            services=list(theme.services.items()),
            most=MOST,
            most_incidents=MOST_INCIDENTS,
        )

    return Page(path, theme.title, body, feed=SiteMap.feed(path))
