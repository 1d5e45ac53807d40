"""Exports for programs: the JSON API with its schemas, Atom feeds, badges and a calendar.

Each file is a path relative to the site's root and a function that returns its text. Nothing here
writes a file.
"""

from collections.abc import Iterator
from functools import partial

from ..site_map import SiteMap
from . import anniversaries, api, badge, calendar, feed, quarters
from .api import NAMES, File
from .context import ExportContext


def files(context: ExportContext) -> Iterator[File]:
    """Yield the path of every file with the function that returns its text."""
    yield from api.files(context)
    for one in feed.feeds(context):
        yield one.path, partial(feed.write, one, context)
    yield SiteMap.ANNIVERSARY_FEED, partial(anniversaries.write, context)
    yield SiteMap.QUARTER_FEED, partial(quarters.write, context)
    for name in context.corpus.services:
        yield SiteMap.badge(name), partial(badge.write, name, context)
    yield SiteMap.CALENDAR, partial(calendar.write, context)


__all__ = ["NAMES", "ExportContext", "File", "files"]
