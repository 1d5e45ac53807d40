"""Keep rendered pages from one build to the next."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.structure.files import Files

from postmortems.cache import MISSING, Cache, digest

from .files import VirtualFile, WrittenFile
from .generated_page import GeneratedPage
from .guard import UNMADE, reported


@dataclass(frozen=True)
class CachedPage:
    """A rendered page.

    Args:
        html: its HTML, compressed.
        version: its Markdown version, compressed.
        targets: the address of each file that it links to, by the path of the file.
        anchors: the ids on the page.
        links: its links with an anchor, by the source path of the target and by the anchor.
    """

    html: bytes
    version: bytes
    targets: dict[str, str]
    anchors: tuple[str, ...]
    links: dict[str, dict[str, str]]


@dataclass(frozen=True)
class PageCache:
    """The rendered pages of earlier builds.

    A page is found by its key and by `site`, which together are all that it is made from, except
    for the files that it links to. `load` compares these.

    Args:
        cache: the cache.
        site: the hash of what every page is made from; None to keep no pages.
        files: all files of the site.
        versions: the file of the Markdown version of each page, by the path of the page's file.
    """

    cache: Cache
    site: bytes | None
    files: Files
    versions: Mapping[str, WrittenFile]

    def load(self, file: VirtualFile) -> CachedPage | None:
        """Write the HTML and the Markdown version of a page, if they are in the cache."""
        key = self._key(file)
        page: CachedPage | object = self.cache.get(key) if key else MISSING
        if not isinstance(page, CachedPage):
            return None
        if any(self._address(path) != address for path, address in page.targets.items()):
            return None
        _write(Path(file.abs_dest_path), page.html)
        _write(self._version_path(file), page.version)
        return page

    def made(self, file: VirtualFile) -> CachedPage | None:
        """Return a page that was rendered, to be kept.

        None for a page that cannot be kept, or that has a problem which each build must report.
        """
        page = file.page
        if self._key(file) is None or not isinstance(page, GeneratedPage):
            return None
        try:
            html = Path(file.abs_dest_path).read_bytes()
            version = self._version_path(file).read_bytes()
        except OSError:
            return None
        addresses = {path: self._address(path) for path in page.targets}
        targets = {path: address for path, address in addresses.items() if address is not None}
        if len(targets) < len(addresses) or UNMADE.encode() in html:
            return None
        links = {to.src_uri: anchors for to, anchors in (page.links_to_anchors or {}).items()}
        anchors = tuple(sorted(page.present_anchor_ids or ()))
        return CachedPage(_compressed(html), _compressed(version), targets, anchors, links)

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

    def _version_path(self, file: VirtualFile) -> Path:
        return Path(self.versions[file.src_uri].abs_dest_path)


def _compressed(text: bytes) -> bytes:
    return zlib.compress(text, level=1)


def _write(path: Path, compressed: bytes) -> None:
    with reported(f"`{path.name}` cannot be written"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(zlib.decompress(compressed))
