"""The same facts for machines: the API with its description, feeds, badges, and a calendar.

Everything is a text and its path from the top of the site; nothing here writes a file.
"""

from collections.abc import Iterator
from functools import partial

from ..site_map import SiteMap
from . import api, badge, calendar, feed
from .api import NAMES, File
from .context import ExportContext


def files(source: ExportContext) -> Iterator[File]:
    """Every file, with what writes it; written only when it is wanted."""
    yield from api.files(source)
    for one in feed.feeds(source):
        yield one.path, partial(feed.write, one, source)
    for name in source.corpus.services:
        yield SiteMap.badge(name), partial(badge.write, name, source)
    yield SiteMap.CALENDAR, partial(calendar.write, source)


__all__ = ["NAMES", "ExportContext", "File", "files"]
