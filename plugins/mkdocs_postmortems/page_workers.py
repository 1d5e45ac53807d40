"""Render the detached pages: generated pages that are not in the site's navigation.

MkDocs renders pages one after the other in one process. Detached pages do not depend on each other,
so this module calls MkDocs' own functions for them in worker processes, while MkDocs copies files
and renders the other pages.

Workers are forked, since the objects of a build (configuration, plugins, theme) cannot be pickled;
so there are workers on Linux only. Elsewhere pages are rendered in the process of the build.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from .files import VirtualFile

PAGES_PER_WORKER = 50
"""The number of pages from which one more worker saves more time than it takes to start."""
PAGES_PER_TASK = 8
LOGGER = logging.getLogger("mkdocs")


@dataclass(frozen=True)
class RenderedPage:
    """The data of a rendered page that the validation of links needs.

    Args:
        anchors: the ids on the page.
        links: its links with an anchor, by the source path of the target and by the anchor.
    """

    anchors: set[str]
    links: dict[str, dict[str, str]]


Result = tuple[RenderedPage, list[logging.LogRecord]]
"""A page that a worker rendered, and what it logged."""


@dataclass(frozen=True)
class PageRenderer:
    """Renders pages as MkDocs does, from their Markdown to files of the site.

    Args:
        config: the configuration of the site.
        files: all files of the site.
        nav: its navigation.
        env: the templates of its theme.
        write_version: writes the Markdown version of a page that was rendered.
    """

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    write_version: Callable[[VirtualFile], None]

    def render(self, file: VirtualFile) -> RenderedPage:
        """Write the HTML and the Markdown version of a page."""
        page = file.page
        assert page is not None  # noqa: S101 - made by `Build.add_files`
        _populate_page(page, self.config, self.files)
        _build_page(page, self.config, self.files.documentation_pages(), self.nav, self.env)
        self.write_version(file)
        links = {to.src_uri: anchors for to, anchors in (page.links_to_anchors or {}).items()}
        rendered = RenderedPage(page.present_anchor_ids or set(), links)
        page.content = page.markdown = None  # large, and not needed any more
        return rendered


def worker_count(pages: int, wanted: int | None) -> int:
    """Return the number of workers for a number of pages; 0 to render in this process.

    Args:
        pages: the number of pages.
        wanted: the plugin's option `workers`; None for one per available processor.
    """
    # A process with threads, such as that of `mkdocs serve`, cannot be forked safely.
    if sys.platform != "linux" or threading.active_count() > 1 or wanted == 0:
        return 0
    workers = min(wanted or len(os.sched_getaffinity(0)), pages // PAGES_PER_WORKER)
    return workers if workers > 1 else 0


class PageRendering:
    """The rendering of the detached pages of one build, which `finish` waits for."""

    def __init__(
        self, renderer: PageRenderer, pages: Sequence[VirtualFile], workers: int | None
    ) -> None:
        self._renderer, self._pages = renderer, pages
        self._done: list[Result] = []
        self._tasks: list[Future[list[Result]]] = []
        self._pool: ProcessPoolExecutor | None = None
        if number := worker_count(len(pages), workers):
            self._start(number)

    def _start(self, workers: int) -> None:
        """Start the workers; without them, `finish` renders all pages."""
        # The first page loads the templates, which each worker would otherwise do by itself.
        self._done.append((self._renderer.render(self._pages[0]), []))
        rest = range(1, len(self._pages))
        gc.collect()
        gc.freeze()  # else the garbage collector would copy all objects into each worker
        try:
            self._pool = ProcessPoolExecutor(
                workers, get_context("fork"), _begin, (self._renderer, self._pages)
            )
            self._tasks = [
                self._pool.submit(_render, list(rest[start : start + PAGES_PER_TASK]))
                for start in range(0, len(rest), PAGES_PER_TASK)
            ]
        except OSError as error:
            LOGGER.debug(f"pages are rendered in one process: {error}")
        finally:
            gc.unfreeze()

    def finish(self) -> list[RenderedPage]:
        """Return the rendered pages, once all are rendered.

        The messages of workers are logged here, in the order of the pages.
        """
        for task in self._tasks:
            try:
                self._done += task.result()
            except BrokenProcessPool as error:
                LOGGER.debug(f"the other pages are rendered in one process: {error}")
                break
        if self._pool:
            self._pool.shutdown()
        for _, records in self._done:
            for record in records:
                logging.getLogger(record.name).handle(record)
        rendered = [page for page, _ in self._done]
        return rendered + [self._renderer.render(file) for file in self._pages[len(rendered) :]]

    def cancel(self) -> None:
        """End the workers without waiting for their pages."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)


class _Collector(logging.Handler):
    """Keeps the messages of a worker, which its parent logs."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self.records.append(record)


@dataclass
class _Worker:
    renderer: PageRenderer
    pages: Sequence[VirtualFile]
    collector: _Collector

    def render(self, indexes: Sequence[int]) -> Iterator[Result]:
        for index in indexes:
            self.collector.records = []
            yield self.renderer.render(self.pages[index]), self.collector.records


_worker: _Worker


def _begin(renderer: PageRenderer, pages: Sequence[VirtualFile]) -> None:
    """Prepare a worker: its messages are collected, and it ends when its parent ends."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collector = _Collector()
    LOGGER.handlers = [collector]
    LOGGER.propagate = False
    _worker = _Worker(renderer, pages, collector)


def _end_with_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _render(indexes: Sequence[int]) -> list[Result]:
    return list(_worker.render(indexes))
