"""The index pages, one module each: from a corpus to Markdown, without MkDocs."""

from collections.abc import Iterator
from dataclasses import replace

from . import (
    actions,
    causes,
    home,
    incident_pages,
    incidents,
    insights,
    lessons,
    quarters,
    rules,
    search,
    services,
    severity,
    tables,
    teams,
    themes,
    years,
)
from .context import PageContext
from .page import Block, Page, Site

INDEXES = (
    home.INDEX,
    incidents.INDEX,
    severity.INDEX,
    services.INDEX,
    teams.INDEX,
    causes.INDEX,
    insights.INDEX,
    lessons.INDEX,
    actions.INDEX,
)

BLOCKS: dict[str, Block] = {index.name: index.block for index in INDEXES} | {"rules": rules.block}
"""The indexes that a page of the site's own can embed, by the name in its marker."""


def all_pages(
    site: Site, *, searches: bool, in_nav: bool, outlines: bytes | None = None
) -> Iterator[Page]:
    """Yield every page of the site.

    Args:
        site: the incidents, and the data computed from them.
        searches: whether there is a search page.
        in_nav: whether the indexes are in the navigation; incidents never are.
        outlines: a hash of the outlines of all incidents and the catalogues; None to keep no page
            about several incidents for the next build.
    """
    key = None if outlines is None else (outlines,)
    for index in INDEXES:
        yield replace(index.page(site.outlines, in_nav=in_nav), key=key)
    if searches:
        yield search.page(in_nav=in_nav)
    yield from incident_pages.incident_pages(site)
    for page in _other_pages(site.outlines):
        yield replace(page, key=key)


def _other_pages(site: Site) -> Iterator[Page]:
    """Yield the pages about rules, and those about several incidents."""
    if site.has_rules:
        yield from rules.rule_pages(site)
    yield from services.service_pages(site)
    yield from teams.team_pages(site)
    yield from lessons.lesson_pages(site)
    yield from themes.theme_pages(site)
    yield from actions.owner_pages(site)
    yield from years.year_pages(site)
    yield from quarters.quarter_pages(site)


__all__ = [
    "BLOCKS",
    "INDEXES",
    "Block",
    "Page",
    "PageContext",
    "Site",
    "all_pages",
    "tables",
]
