"""One build: what was read, which pages it makes, and what becomes of each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import File, Files
from mkdocs.utils import nest_paths
from mkdocs.utils.meta import get_data

from postmortems import export
from postmortems.check import Report, Withheld, check, withheld
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Incident
from postmortems.reader import MAIN, now, read
from postmortems.reader.files import Folder
from postmortems.render import published_name
from postmortems.render.reference import reference

from . import html, markdown_pages
from .boilerplate import documentation
from .config import PostmortemsConfig
from .files import VirtualFile, published, virtual, without_incidents, written
from .guard import UNMADE, guarded, guarded_items, must
from .indexes import BLOCKS, MarkdownContext, PageContext, Site, all_pages, tables
from .publication import published_corpus

log = get_plugin_logger("postmortems")

_SNIPPET = re.compile(r"^([ \t>]*)(;*-+8<-)", re.MULTILINE)
MARKER = re.compile(r"^<!--\s*postmortems:\s*(?P<name>[a-z-]+)\s*-->[ \t]*$", re.MULTILINE)


def incidents_folder(config: MkDocsConfig, name: str) -> Path:
    """The folder of incidents.

    Raises:
        PluginError: there is none.
    """
    top = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    folder = top / name
    if not folder.is_dir():
        raise PluginError(
            f"postmortems: there is no folder `{name}` beside mkdocs.yml; make it, or name "
            "another with the plugin's option `incidents_dir`"
        )
    return folder


@dataclass
class Build:
    """The state of one build, from the reading of the incidents to the last page.

    With `tabs` the theme shows the navigation on top, and our pages take the width beside. With
    `snippets` an extension would include files into our pages, were its marks not escaped. `source`
    is what is written for machines.
    """

    folder: Path
    site: Site
    source: export.ExportContext
    searches: bool
    tabs: bool
    snippets: bool
    figures: dict[str, dict[str, str]] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begin(cls, folder: Path, config: MkDocsConfig, own: PostmortemsConfig) -> Build:
        """Read the incidents, and say what is wrong with them through MkDocs' log."""
        reading = must(lambda: read(folder), f"reading `{folder.name}`")
        report = must(lambda: check(reading), f"checking `{folder.name}`")
        hidden = withheld(reading, report)
        _report(report, hidden)
        corpus = published_corpus(reading.corpus, hidden)
        _say_audience(corpus)
        tabs = "navigation.tabs" in (config.theme.get("features") or [])
        snippets = "pymdownx.snippets" in config.markdown_extensions
        facts = CorpusFacts(corpus)
        site = Site(facts, has_rules=own.rules, days_quiet=own.days_quiet)
        source = export.ExportContext(
            facts,
            now(),
            config.site_name,
            config.site_url or "",
            address_of(config.use_directory_urls),
            own.days_quiet,
        )
        return cls(folder, site, source, own.search, tabs, snippets)

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The site's files and ours. Where both have a page at an address, the site's stays."""
        files = without_incidents(files, self.folder)
        taken = {file.dest_uri: file.src_uri for file in files}
        every_page = all_pages(self.site, searches=self.searches, in_nav=config.nav is None)
        ours = list(guarded_items(every_page, "the pages"))
        for page in ours:
            file = virtual(page, self._source(page.incident), config)
            if file.dest_uri in taken:
                self.replaced[page.path] = taken[file.dest_uri]
            else:
                files.append(file)
        if config.nav is None:
            config.nav = _nav([page.path for page in ours if page.in_nav], _pages(files))
        for made in (*self._for_machines(files, config), *self._evidence(config)):
            if made.dest_uri not in taken:
                files.append(made)
        return files

    def _for_machines(self, files: Files, config: MkDocsConfig) -> Iterator[File]:
        """The API and feeds, the browser's tables, and the Markdown of every page."""
        for made, what in (
            (export.files(self.source), "the files for machines"),
            (tables.files(self.source), "the tables"),
        ):
            for path, text in guarded_items(made, what):
                yield written(path, text, config)
        own = []
        for file in _pages(files):
            path = _twin_path(file)
            yield written(path, partial(self._twin, file), config, f"{path}.twin")
            if not isinstance(file, VirtualFile):
                own.append((file.src_uri, path))
        yield written(
            markdown_pages.LLMS, partial(markdown_pages.llms, self.site, self.source, own), config
        )

    def _evidence(self, config: MkDocsConfig) -> Iterator[File]:
        for incident in self.site.corpus.incidents:
            for entry in incident.evidence:
                if entry.publish:
                    path = Folder(self.folder / incident.id, "").path_of(entry.file)
                    uri = f"incidents/{incident.id}/{published_name(entry.file)}"
                    yield published(path, uri, config)

    def _source(self, incident: Incident | None) -> Path | None:
        return self.folder / incident.id / MAIN if incident else None

    def markdown(self, markdown: str, page: mkdocs_pages.Page) -> str:
        """The Markdown of a page: ours whole, the site's with its markers filled."""
        what = f"the page `{page.file.src_uri}`"
        return guarded(lambda: self._markdown(markdown, page), what, UNMADE)

    def _markdown(self, markdown: str, page: mkdocs_pages.Page) -> str:
        if isinstance(page.file, VirtualFile):
            ours = page.file.page_of
            # The theme prints these into HTML as they are.
            page.meta.setdefault("title", escape(ours.title))
            if hidden := ["navigation"] * self.tabs + ["toc"] * ours.wide:
                page.meta.setdefault("hide", hidden)
            if ours.description:
                page.meta.setdefault("description", escape(ours.description))
            if ours.feed:
                page.meta["pm_feed"] = ours.feed
            page.meta["pm_twin"] = _twin_path(page.file)
            sheet = self._sheet(page.file)
            text, diagrams = html.take_diagrams(ours.body(sheet), ours.incident)
            self.figures[page.file.src_uri] = sheet.pictures | diagrams
            return _SNIPPET.sub(r"\1;\2", text) if self.snippets else text
        sheet = self._sheet(page.file)
        text = MARKER.sub(lambda found: self._block(found, sheet, page.file), markdown)
        self.figures[page.file.src_uri] = sheet.pictures
        return text

    def _sheet(self, file: File) -> PageContext:
        return PageContext(file.src_uri, self.replaced, self.source.page)

    def _twin(self, file: File) -> str:
        """The Markdown of a page for those who read Markdown."""
        sheet = MarkdownContext(file.src_uri, self.replaced, self.source.page)
        if isinstance(file, VirtualFile):
            return markdown_pages.plain(file.page_of.body(sheet))
        text, _ = get_data(file.content_string)
        text = markdown_pages.relinked(text, file.src_uri, sheet)
        return markdown_pages.plain(MARKER.sub(lambda found: self._block(found, sheet, file), text))

    def _block(self, found: re.Match[str], sheet: PageContext, file: File) -> str:
        name = found["name"]
        if name == "reference":
            return reference()
        if name not in BLOCKS and isinstance(sheet, MarkdownContext):
            return ""  # the page itself has said so
        if name not in BLOCKS:
            known = ", ".join(f"`{known}`" for known in (*BLOCKS, "reference"))
            log.warning(
                f"{file.src_uri}: unknown-marker: there is no block `{name}`; "
                f"the blocks are {known}"
            )
            return ""
        return html.embedded(BLOCKS[name](self.site, sheet))

    def html(self, content: str, page: mkdocs_pages.Page) -> str:
        """The HTML of a page: ours cleaned and completed, the site's as it is."""
        what = f"the HTML of the page `{page.file.src_uri}`"
        return guarded(lambda: self._html(content, page), what, f"<p>{UNMADE}</p>")

    def _html(self, content: str, page: mkdocs_pages.Page) -> str:
        figures = self.figures.pop(page.file.src_uri, {})
        if not isinstance(page.file, VirtualFile):
            has_index = html.EMBEDDED in content
            whole = html.complete(html.clean_embedded(content), figures) if has_index else content
            return documentation(whole, str(page.title)) if self.searches else whole
        clean = html.complete(html.clean(content), figures)
        return html.finish(clean, page.file.page_of, self.site)


def address_of(directory_urls: bool) -> Callable[[str], str]:
    """Where pages are from the top of the site, by the names of their Markdown files."""

    def address(page: str) -> str:
        folder, _, name = page.removesuffix(".md").rpartition("/")
        name = "index" if name == "README" else name
        path = f"{folder}/{name}" if folder else name
        if not directory_urls:
            return f"{path}.html"
        return path.removesuffix("index") if name == "index" else f"{path}/"

    return address


def _twin_path(file: File) -> str:
    return file.dest_uri.removesuffix(".html") + ".md"


def _pages(files: Files) -> list[File]:
    return [f for f in files if f.is_documentation_page() and f.inclusion.is_included()]


def _nav(ours: list[str], pages: list[File]) -> list[Any]:
    """The navigation of a site without one of its own: our indexes in their order, then its pages.

    MkDocs would put all of them in the order of the alphabet.
    """
    there = {page.src_uri for page in pages if isinstance(page, VirtualFile)}
    own = [page.src_uri for page in pages if not isinstance(page, VirtualFile)]
    first = [path for path in own if path in ("index.md", "README.md")]
    rest = [path for path in own if path not in first]
    return [*first, *(path for path in ours if path in there), *nest_paths(rest)]


def _say_audience(corpus: Corpus) -> None:
    """Log once that `audience` hides nothing: information, since most sites are internal."""
    internal = sum(incident.audience == "internal" for incident in corpus.incidents)
    if internal:
        log.info(
            f"`audience` is a label and hides nothing: {internal} of {len(corpus.incidents)} "
            "incidents are `internal`, and all of them are on this site; publish it where only "
            "their readers get to"
        )


def _report(report: Report, hidden: Withheld) -> None:
    """Log the errors, which fail a strict build; how many other findings there are is a line."""
    for problem in report.listed:
        if problem.level == "error":
            log.error(str(problem))
    for line in hidden.problems():
        log.error(line)
    rest = len(report.problems) - report.counts["error"]
    if rest:
        log.info(f"{rest} warnings and notes; `postmortems check` shows them")
