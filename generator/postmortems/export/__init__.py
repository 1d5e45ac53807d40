"""The same facts for machines: the API with its description, feeds, badges, and a calendar.

Everything is a text and its path from the top of the site; nothing here writes a file.
"""

from collections.abc import Iterator
from functools import partial

from . import api, badge, calendar, feed
from .api import NAMES, File, incident_file
from .context import API, ExportContext
from .feed import ALL, lesson_feed, service_feed, year_feed


def files(source: ExportContext) -> Iterator[File]:
    """Every file, with what writes it; written only when it is wanted."""
    yield from api.files(source)
    for one in feed.feeds(source):
        yield one.path, partial(feed.write, one, source)
    for name in source.corpus.services:
        yield badge.PATH.format(name=name), partial(badge.write, name, source)
    yield calendar.PATH, partial(calendar.write, source)


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
