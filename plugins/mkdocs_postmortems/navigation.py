"""The navigation of a site: the default one, and the titles in one that is configured."""

from collections.abc import Mapping
from typing import Any

from mkdocs.structure.files import File
from mkdocs.utils import nest_paths

from postmortems.site_map import SiteMap

from .files import VirtualFile


def default_nav(ours: list[str], pages: list[File]) -> list[Any]:
    """Return the default navigation: the site's home page, our indexes, then the site's own pages.

    MkDocs would sort all of them alphabetically.
    """
    our_pages = {page.src_uri for page in pages if isinstance(page, VirtualFile)}
    own = [page.src_uri for page in pages if not isinstance(page, VirtualFile)]
    first = [path for path in own if path in (SiteMap.HOME, "README.md")]
    rest = [path for path in own if path not in first]
    return [*first, *(path for path in ours if path in our_pages), *nest_paths(rest)]


def nav_titles(nav: Any) -> Mapping[str, str]:
    """Return the titles that a site's navigation gives to pages, by their paths.

    MkDocs gives them only to files that have no page yet.
    """
    titles: dict[str, str] = {}
    for item in nav if isinstance(nav, list) else []:
        for title, value in item.items() if isinstance(item, dict) else ():
            if isinstance(value, str):
                titles.setdefault(value, title)
            else:
                titles = {**nav_titles(value), **titles}
    return titles
