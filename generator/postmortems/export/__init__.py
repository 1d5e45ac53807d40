"""Exports for programs: the JSON API with its schemas, Atom feeds, badges and a calendar.

Each file is a path relative to the site's root and a function that returns its text. Nothing here
writes a file.
"""

from collections.abc import Iterator
from functools import partial

from . import api, badge, calendar, feed
from .api import NAMES, File, incident_file
from .context import API, ExportContext
from .feed import ALL, lesson_feed, service_feed, year_feed


def files(context: ExportContext) -> Iterator[File]:
    """Yield the path of every file with the function that returns its text."""
    yield from api.files(context)
    for one in feed.feeds(context):
        yield one.path, partial(feed.write, one, context)
    for name in context.corpus.services:
        yield badge.PATH.format(name=name), partial(badge.write, name, context)
    yield calendar.PATH, partial(calendar.write, context)


BADGE = badge.PATH
CALENDAR = calendar.PATH

__all__ = [
    "ALL",
    "API",
    "BADGE",
    "CALENDAR",
    "NAMES",
    "ExportContext",
    "File",
    "files",
    "incident_file",
    "lesson_feed",
    "service_feed",
    "year_feed",
]
