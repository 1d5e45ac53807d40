"""The links of a generated page, from Markdown files to addresses of the site."""

import posixpath
import re
from functools import lru_cache
from html import escape, unescape
from urllib.parse import unquote, urlsplit, urlunsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from postmortems.model.address import split_address

log = get_plugin_logger("postmortems")

_LINK = re.compile(
    r'<a(?P<before>(?: [^>]*?)?) href="(?P<target>[^"]*)"(?P<rest>[^>]*>.*?</a>)', re.DOTALL
)
_IMAGE = re.compile(r'<img(?P<before>(?: [^>]*?)?) src="(?P<target>[^"]*)"')
_WITHOUT_TARGET = re.compile(r"<a>(.*?)</a>", re.DOTALL)
"""A link whose address the sanitizer removed."""
_relative = lru_cache(maxsize=20_000)(get_relative_url)


class PageLinks:
    """Resolves the links of a page, as MkDocs does for pages that it renders.

    Args:
        file: the file of the page.
        files: all files of the site.
        config: the site's configuration, which sets the level of messages on broken links.

    After `resolved`, `anchors` has the links to each page with an anchor, which MkDocs validates,
    and `targets` the path of each file that is linked to, whether it exists or not.
    """

    def __init__(self, file: File, files: Files, config: MkDocsConfig) -> None:
        self._file, self._files, self._config = file, files, config
        self._folder = posixpath.dirname(file.src_uri)
        self.anchors: dict[File, dict[str, str]] = {}
        self.targets: set[str] = set()

    def resolved(self, html: str) -> str:
        """Return HTML whose relative links and images lead to the addresses of their files.

        A link whose address cannot be split, such as `http://[host]/`, becomes text.
        """
        html = _LINK.sub(self._resolved, _WITHOUT_TARGET.sub(r"\1", html))
        return _IMAGE.sub(self._image, html) if "<img" in html else html

    def _image(self, image: re.Match[str]) -> str:
        address = escape(self._address(unescape(image["target"])))
        return f'<img{image["before"]} loading="lazy" src="{address}"'

    def _resolved(self, link: re.Match[str]) -> str:
        target = unescape(link["target"])
        if split_address(unquote(target)) is None:
            return link["rest"].partition(">")[2].removesuffix("</a>")
        return f'<a{link["before"]} href="{escape(self._address(target))}"{link["rest"]}'

    def _address(self, target: str) -> str:
        scheme, host, path, query, anchor = urlsplit(target)
        if scheme or host or path.startswith("/"):
            return target
        if not path:
            self._refer(self._file, anchor, target)
            return target
        uri = posixpath.normpath(posixpath.join(self._folder, unquote(path)))
        self.targets.add(uri)
        file = self._files.src_uris.get(uri)
        if file is None:
            log.log(
                self._config.validation.links.not_found,
                f"{self._file.src_uri}: the link `{target}` leads to no page or file of the site",
            )
            return target
        self._refer(file, anchor, target)
        return urlunsplit(("", "", _relative(file.url, self._file.url), query, anchor))

    def _refer(self, file: File, anchor: str, target: str) -> None:
        if anchor:
            self.anchors.setdefault(file, {}).setdefault(anchor, target)
