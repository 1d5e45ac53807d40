"""Keep rendered detached pages from one build to the next."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.structure.files import Files

from postmortems.cache import MISSING, Cache, digest
from postmortems.page_html import NOT_DRAWN
from postmortems.render.figure_links import UNDRAWN

from .files import VirtualFile, WrittenFile
from .generated_page import GeneratedPage
from .guard import UNMADE
from .site_folder import SiteFolder

_INCOMPLETE = (UNMADE.encode(), UNDRAWN.encode(), NOT_DRAWN.encode())
"""What a page contains if a part of it could not be built or drawn."""


@dataclass(frozen=True)
class CachedPage:
    """A rendered page.

    Args:
        html: its HTML, compressed.
        version: its Markdown version, compressed.
        targets: the address of each file that it links to, by the path of the file.
        anchors: the ids on the page.
        links: its links with an anchor, as written, by the source path of the target and by the
            anchor.
    """

    html: bytes
    version: bytes
    targets: dict[str, str]
    anchors: tuple[str, ...]
    links: dict[str, dict[str, str]]


@dataclass(frozen=True)
class PageCache:
    """The detached pages that earlier builds rendered.

    A page is found by its key and by `site`. Together they cover all that it is made from, except
    for the addresses of the files that it links to, which `load` compares.

    Args:
        cache: the cache.
        site: the hash of what every page is made from; None to keep no pages.
        files: all files of the site.
        versions: the file of the Markdown version of each page, by the path of the page's file.
        folder: the folder of the site.
    """

    cache: Cache
    site: bytes | None
    files: Files
    versions: Mapping[str, WrittenFile]
    folder: SiteFolder

    def load(self, file: VirtualFile) -> CachedPage | None:
        """Write the HTML and the Markdown version of a page from the cache; None if it has none."""
        key = self._key(file)
        page: CachedPage | object = self.cache.get(key) if key else MISSING
        if not isinstance(page, CachedPage):
            return None
        if any(self._address(path) != address for path, address in page.targets.items()):
            return None
        self.folder.write(file.dest_uri, zlib.decompress(page.html))
        version = self.versions[file.src_uri].dest_uri
        self.folder.write(version, zlib.decompress(page.version))
        return page

    def packed(
        self, file: VirtualFile, anchors: set[str], links: dict[str, dict[str, str]]
    ) -> CachedPage | None:
        """Return a page that was just rendered, as `keep` stores it.

        None if it cannot be kept. One with a broken link, or with a part that could not be built or
        drawn, is not kept, since the next build must try and report it again.
        """
        page = file.page
        if self._key(file) is None or not isinstance(page, GeneratedPage):
            return None
        try:
            html = Path(file.abs_dest_path).read_bytes()
            version = Path(self.versions[file.src_uri].abs_dest_path).read_bytes()
        except OSError:
            return None
        addresses = {path: self._address(path) for path in page.targets}
        targets = {path: address for path, address in addresses.items() if address is not None}
        if len(targets) < len(addresses) or any(mark in html for mark in _INCOMPLETE):
            return None
        ids = tuple(sorted(anchors))
        return CachedPage(_compressed(html), _compressed(version), targets, ids, links)

    def keep(self, file: VirtualFile, page: CachedPage) -> None:
        """Keep a page for the next builds."""
        if key := self._key(file):
            self.cache.put(key, page)

    def _key(self, file: VirtualFile) -> bytes | None:
        key = file.page_of.key
        return digest("page", self.site, file.src_uri, *key) if self.site and key else None

    def _address(self, path: str) -> str | None:
        file = self.files.src_uris.get(path)
        return file.url if file else None


def _compressed(content: bytes) -> bytes:
    return zlib.compress(content, level=1)
