"""One build: read the incidents, add their pages and files, and render each page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.meta import get_data

from postmortems import export
from postmortems.cache import Cache
from postmortems.insights import CorpusFacts
from postmortems.model import Incident
from postmortems.page_html import complete, finish, framed_tables
from postmortems.reader import MAIN, build_time, topics
from postmortems.reader.files import Folder
from postmortems.render.reference import reference
from postmortems.search import Document, similar_incidents
from postmortems.site_map import SiteMap
from postmortems.style import stylesheet

from . import embedded, markdown_pages
from .config import PostmortemsConfig
from .detached_pages import DetachedPages, PageRenderer
from .files import (
    VirtualFile,
    WrittenFile,
    included_pages,
    published,
    version_path,
    virtual,
    without_incidents,
    written,
)
from .generated_page import GeneratedPage
from .guard import UNMADE, guarded, guarded_items
from .headings import HeadingOptions
from .index_cache import IndexCache, outlines_digest
from .indexes import BLOCKS, Page, PageContext, Site, all_pages, tables
from .loading import folder_beside, load
from .navigation import default_nav, nav_titles
from .own_pages import page_document
from .page_cache import PageCache
from .site_digest import site_digest
from .site_folder import SiteFolder

log = get_plugin_logger("postmortems")

MARKER = re.compile(r"^<!--\s*postmortems:\s*(?P<name>[a-z-]+)\s*-->[ \t]*$", re.MULTILINE)


@dataclass
class Build:
    """The state of one build.

    Args:
        folder: the folder of incidents.
        site: the data of the pages.
        export_context: the data of the files for machines.
        searches: whether the site has a search page.
        tabs: whether the theme shows the navigation as tabs; our pages then hide the sidebar.
        contexts: the context of each page that is rendered, by the path of its file.
        blocks: the indexes that the site's own pages embed, by page and name of the block.
        replaced: the site's own pages that stand in for ours, by the path of ours.
        written: the generated files that are not pages.
        detached: the pages that workers render instead of MkDocs.
        cache: keeps incidents, findings and pages for the next build, until `end`.
        site_folder: the folder that the site is built into.
        own_documents: the search documents of the site's own pages, by their addresses.
        index_cache: the Markdown of index pages from earlier builds; None before `add_files`, and
            if none is kept.
    """

    folder: Path
    site: Site
    export_context: export.ExportContext
    searches: bool
    tabs: bool
    cache: Cache
    site_folder: SiteFolder
    contexts: dict[str, PageContext] = field(default_factory=dict)
    blocks: dict[tuple[str, str], str] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    written: list[WrittenFile] = field(default_factory=list)
    detached: DetachedPages = field(default_factory=DetachedPages)
    own_documents: dict[str, Document] = field(default_factory=dict)
    index_cache: IndexCache | None = None

    @classmethod
    def begin(cls, folder: Path, config: MkDocsConfig, own: PostmortemsConfig) -> Build:
        """Read and check the incidents; errors go to MkDocs' log."""
        cache = Cache(folder_beside(config, own.cache) if own.cache else None)
        if cache.problem:
            log.info(f"nothing is kept for the next build in `{own.cache}`: {cache.problem}")
        loaded = load(folder, own.workers, cache)
        tabs = "navigation.tabs" in (config.theme.get("features") or [])
        facts = CorpusFacts(loaded.corpus)
        similar = similar_incidents(loaded.corpus, loaded.digests, cache, topics(), own.workers)
        site = loaded.site(facts, similar, own)
        export_context = export.ExportContext(
            facts,
            build_time(),
            config.site_name,
            config.site_url or "",
            SiteMap(config.use_directory_urls).address,
            own.days_quiet,
            loaded.digests,
            cache,
        )
        return cls(
            folder, site, export_context, own.search, tabs, cache, SiteFolder(Path(config.site_dir))
        )

    def end(self) -> None:
        """End the workers, and write the cache."""
        self.detached.cancel()
        self.cache.close()

    def page_cache(
        self, config: MkDocsConfig, files: Files, nav: Navigation, plugin: BasePlugin[Any]
    ) -> PageCache:
        """Return the pages that earlier builds rendered."""
        site = None
        if self.cache.is_used:
            site = site_digest(config, nav, plugin, repr(sorted(self.replaced.items())))
        return PageCache(self.cache, site, files, self.detached.versions, self.site_folder)

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Return the site's files with ours added. The site's own file wins at the same address."""
        files = without_incidents(files, self.folder)
        own_files = {file.dest_uri: file.src_uri for file in files}
        outlines = outlines_digest(self.site, self.cache) if self.cache.is_used else None
        every_page = all_pages(
            self.site, searches=self.searches, in_nav=config.nav is None, outlines=outlines
        )
        ours = list(guarded_items(every_page, "the pages"))
        titles, headings = nav_titles(config.nav), HeadingOptions.of(config)
        for page in ours:
            file = virtual(page, self._source(page.incident), config)
            if file.dest_uri in own_files:
                self.replaced[page.path] = own_files[file.dest_uri]
            else:
                GeneratedPage(titles.get(page.path), file, config, headings)
                files.append(file)
        self.index_cache = IndexCache.of(self.cache, self.site, self.replaced, config)
        if config.nav is None:
            in_nav = [page.path for page in ours if page.in_nav]
            config.nav = default_nav(in_nav, included_pages(files))
        style = written(SiteMap.STYLESHEET, stylesheet, config)
        for extra in (style, *self._machine_files(files, config), *self._evidence(config)):
            if extra.dest_uri not in own_files:
                files.append(extra)
                if isinstance(extra, WrittenFile):
                    self.written.append(extra)
        return files

    def write_files(self) -> None:
        """Write the generated files that are not pages; raises what `WrittenFile.write` does."""
        for file in self.written:
            file.write(self.site_folder)

    def _machine_files(self, files: Files, config: MkDocsConfig) -> Iterator[File]:
        """Yield the API, the feeds, the tables and the Markdown version of every page."""
        for contents, what in (
            (export.files(self.export_context), "the files for machines"),
            (tables.files(self.export_context), "the tables"),
        ):
            for path, text in guarded_items(contents, what):
                yield written(path, text, config)
        own = []
        for file in included_pages(files):
            yield self._version_file(file, config)
            if not isinstance(file, VirtualFile):
                own.append((file.src_uri, version_path(file)))
        yield written(
            SiteMap.LLMS, partial(markdown_pages.llms, self.site, self.export_context, own), config
        )

    def _version_file(self, file: File, config: MkDocsConfig) -> WrittenFile:
        """Return the file of the Markdown version of a page."""
        path = version_path(file)
        content = partial(self._markdown_version, file)
        version = written(path, content, config, f"{path}.markdown-version")
        self.detached.versions[file.src_uri] = version
        return version

    def update_page(self, page: Page, renderer: PageRenderer) -> None:
        """Add a page to a built site, or replace it."""
        config = renderer.config
        file = virtual(page, self._source(page.incident), config)
        GeneratedPage(None, file, config, HeadingOptions.of(config))
        if old := renderer.files.src_uris.get(page.path):
            renderer.files.remove(old)
        renderer.files.append(file)
        self._version_file(file, config)
        file.detach()
        renderer.render(file)

    def _evidence(self, config: MkDocsConfig) -> Iterator[File]:
        for incident in self.site.corpus.incidents:
            for entry in incident.evidence:
                if entry.publish:
                    path = Folder(self.folder / incident.id, "").path_of(entry.file)
                    uri = SiteMap.evidence(incident.id, entry.file)
                    yield published(path, uri, config)

    def _source(self, incident: Incident | None) -> Path | None:
        return self.folder / incident.id / MAIN if incident else None

    def markdown(self, markdown: str, page: mkdocs_pages.Page) -> str:
        """Return the Markdown of a page: ours, or the site's own with its markers replaced."""
        what = f"the page `{page.file.src_uri}`"
        return guarded(lambda: self._markdown(markdown, page), what, UNMADE)

    def _markdown(self, markdown: str, page: mkdocs_pages.Page) -> str:
        if isinstance(page.file, VirtualFile):
            ours = page.file.page_of
            # The theme prints these into HTML without escaping.
            page.meta.setdefault("title", escape(ours.title))
            if hidden := ["navigation"] * self.tabs + ["toc"] * ours.wide:
                page.meta.setdefault("hide", hidden)
            if ours.description:
                page.meta.setdefault("description", escape(ours.description))
            if ours.feed:
                page.meta["pm_feed"] = ours.feed
            page.meta["pm_markdown"] = version_path(page.file)
            context = self._context(page.file)
            if page.file.is_detached or ours.incident or self.index_cache is None:
                return ours.body(context)
            return self.index_cache.body(ours, context)
        context = self._context(page.file)
        return MARKER.sub(lambda marker: self._block(marker, context, page.file), markdown)

    def _context(self, file: File) -> PageContext:
        site, path = self.export_context, file.src_uri
        self.contexts[path] = PageContext(path, self.replaced, site.page, site.address)
        return self.contexts[path]

    def _markdown_version(self, file: File) -> str | None:
        """Return the Markdown version of a page, which is published beside its HTML.

        None for a detached page that is not rendered yet.
        """
        path = file.src_uri
        if isinstance(file, VirtualFile):
            if file.is_detached and (file.page is None or file.page.markdown is None):
                return None
            text = (file.page and file.page.markdown) or UNMADE
        else:
            text, _ = get_data(file.content_string)
            text = MARKER.sub(lambda marker: self.blocks.get((path, marker["name"]), ""), text)
        context = self.contexts.get(path)
        texts = context.texts if context else {}
        return markdown_pages.version(text, path, self.export_context.page, texts)

    def _block(self, marker: re.Match[str], context: PageContext, file: File) -> str:
        """Return the HTML-ready Markdown of a marker, and keep it for the Markdown version."""
        name = marker["name"]
        if name == "reference":
            self.blocks[file.src_uri, name] = reference()
            return reference()
        if name not in BLOCKS:
            names = ", ".join(f"`{block}`" for block in (*BLOCKS, "reference"))
            log.warning(
                f"{file.src_uri}: unknown-marker: there is no block `{name}`; "
                f"the blocks are {names}"
            )
            return ""
        text = BLOCKS[name](self.site.outlines, context)
        self.blocks[file.src_uri, name] = text
        return embedded.embedded(text)

    def html(self, content: str, page: mkdocs_pages.Page) -> str:
        """Return the HTML of a page: ours sanitized and with figures, the site's own unchanged."""
        what = f"the HTML of the page `{page.file.src_uri}`"
        return guarded(lambda: self._html(content, page), what, f"<p>{UNMADE}</p>")

    def _html(self, content: str, page: mkdocs_pages.Page) -> str:
        context = self.contexts.get(page.file.src_uri)
        figures = context.pictures if context else {}
        if isinstance(page.file, VirtualFile):
            whole = finish(complete(framed_tables(content), figures), page.file.page_of.place)
        else:
            if self.searches and (document := page_document(content, page)):
                self.own_documents[page.url] = document
            whole = content
            if embedded.EMBEDDED in content:
                whole = complete(embedded.clean_embedded(content), figures)
        figures.clear()  # large, and not needed any more
        return whole
