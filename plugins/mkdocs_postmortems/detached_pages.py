"""Render the detached pages: generated pages that are not in the site's navigation.

MkDocs renders pages one after the other in one process. Detached pages do not depend on each other,
so this module calls MkDocs' own functions for them in worker processes, while MkDocs copies files
and renders the other pages.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from postmortems.parallel import ForkedMap
from postmortems.progress import Progress

from .files import VirtualFile, WrittenFile, included_pages
from .page_cache import CachedPage, PageCache

LOGGER = logging.getLogger("mkdocs")
PAGES_PER_WORKER = 50
"""The number of pages from which one more worker saves more time than it takes to start."""
PAGE_EVENTS = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
)
"""MkDocs' events for a single page."""


@dataclass
class RenderedPage:
    """The data of a rendered page that its build needs.

    Args:
        anchors: the ids on the page.
        links: its links with an anchor, by the source path of the target and by the anchor.
        records: the messages that a worker logged, which the build logs again.
        cached: the page as it is kept for the next build, if it is.
    """

    anchors: set[str]
    links: dict[str, dict[str, str]]
    records: list[logging.LogRecord] = field(default_factory=list)
    cached: CachedPage | None = None

    @classmethod
    def of(cls, page: CachedPage) -> RenderedPage:
        """Return a page that an earlier build rendered."""
        return cls(set(page.anchors), page.links)


@dataclass(frozen=True)
class PageRenderer:
    """Renders pages as MkDocs does, from their Markdown to files of the site.

    Args:
        config: the configuration of the site.
        files: all files of the site.
        nav: its navigation.
        env: the templates of its theme.
        versions: the file of the Markdown version of each page, by the path of the page's file.
        page_cache: the pages of earlier builds.
    """

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    versions: Mapping[str, WrittenFile]
    page_cache: PageCache

    @cached_property
    def _doc_files(self) -> list[File]:
        return list(self.files.documentation_pages())

    def render(self, file: VirtualFile) -> RenderedPage:
        """Write the HTML and the Markdown version of a page."""
        page = file.page
        assert page is not None  # noqa: S101 - made by `Build.add_files`
        _populate_page(page, self.config, self.files)
        _build_page(page, self.config, self._doc_files, self.nav, self.env)
        self.versions[file.src_uri].write(self.page_cache.folder)
        links = {to.src_uri: anchors for to, anchors in (page.links_to_anchors or {}).items()}
        anchors = page.present_anchor_ids or set()
        cached = self.page_cache.packed(file, anchors, links)
        page.content = page.markdown = None  # large, and not needed any more
        return RenderedPage(anchors, links, _collected(), cached)


@dataclass
class DetachedPages:
    """The detached pages of one build.

    Args:
        files: their files.
        versions: the file of the Markdown version of each page, by the path of the page's file.
        renderer: renders the pages; None before `render`, and if no page is detached.
    """

    files: list[VirtualFile] = field(default_factory=list)
    versions: dict[str, WrittenFile] = field(default_factory=dict)
    renderer: PageRenderer | None = None
    _known: dict[VirtualFile, RenderedPage] = field(default_factory=dict)
    _others: ForkedMap[VirtualFile, RenderedPage] | None = None

    def detach(self, nav: Navigation, files: Files) -> None:
        """Detach the generated pages that are not in the navigation."""
        in_nav = {page.file.src_uri for page in nav.pages}
        for file in included_pages(files):
            if isinstance(file, VirtualFile) and file.src_uri not in in_nav:
                file.detach()
                self.files.append(file)

    def render(
        self,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation,
        env: Environment,
        workers: int | None,
        page_cache: PageCache,
    ) -> None:
        """Write the pages that an earlier build rendered, and begin to render the others.

        `finish` waits for them.
        """
        if not self.files:
            return
        self.renderer = renderer = PageRenderer(config, files, nav, env, self.versions, page_cache)
        for file in self.files:
            if page := page_cache.load(file):
                self._known[file] = RenderedPage.of(page)
        missing = [file for file in self.files if file not in self._known]
        # The first page loads the theme's templates, which each worker would otherwise do again.
        for file in missing[:1]:
            self._known[file] = self._kept(file, renderer.render(file))
        self._others = ForkedMap(
            renderer.render,
            missing[1:],
            workers=workers,
            minimum=PAGES_PER_WORKER,
            begin=_collect,
        )

    def finish(self, config: MkDocsConfig, files: Files) -> None:
        """Wait for the pages, and validate the anchors of links from and to them."""
        for file, rendered in zip(self.files, self._rendered(), strict=True):
            if page := file.page:
                page.present_anchor_ids = rendered.anchors
                page.links_to_anchors = {
                    files.src_uris[path]: anchors for path, anchors in rendered.links.items()
                }
        detached = set[File](self.files)
        for page in (file.page for file in included_pages(files) if file.page):
            # MkDocs has validated the links between its own pages.
            page.links_to_anchors = {
                target: anchors
                for target, anchors in (page.links_to_anchors or {}).items()
                if target in detached or page.file in detached
            }
            page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)

    def _rendered(self) -> Iterator[RenderedPage]:
        """Yield the rendered pages, after the messages of each are logged."""
        others = self._others.results() if self._others else iter(())
        progress = Progress(is_shown=LOGGER.isEnabledFor(logging.INFO))
        for file in progress.over(self.files, len(self.files), "rendering pages"):
            yield self._known.get(file) or self._kept(file, next(others))

    def _kept(self, file: VirtualFile, page: RenderedPage) -> RenderedPage:
        """Log the messages of a page, and keep it for the next build."""
        for record in page.records:
            logging.getLogger(record.name).handle(record)
        if page.cached and self.renderer:
            self.renderer.page_cache.keep(file, page.cached)
        page.cached = None
        return page

    def cancel(self) -> None:
        """End the workers of a build that failed."""
        if self._others:
            self._others.cancel()


def changes_pages(plugins: PluginCollection, own: BasePlugin[Any]) -> bool:
    """Return whether another plugin or hook handles single pages, so that MkDocs must render them.

    It may collect data from one page to the next, which it could not do in worker processes.
    """
    handlers = (handler for event in PAGE_EVENTS for handler in plugins.events[event])
    return any(getattr(handler, "__self__", None) is not own for handler in handlers)


class _Collector(logging.Handler):
    """Keeps messages in place of printing them."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self.records.append(record)


def _collect() -> None:
    """Collect the messages of this process."""
    LOGGER.handlers, LOGGER.propagate = [_Collector()], False


def _collected() -> list[logging.LogRecord]:
    """Return the messages since the last call, if this process collects them."""
    records = []
    for handler in LOGGER.handlers:
        if isinstance(handler, _Collector):
            records += handler.records
            handler.records = []
    return records
