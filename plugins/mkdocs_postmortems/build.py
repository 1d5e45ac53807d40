"""One build: what was read, which pages it makes, and what becomes of each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import Files

from postmortems.check import Report, check
from postmortems.model import Incident
from postmortems.render import SiteLinks, published_name
from postmortems.render.reference import reference
from postmortems.source import MAIN, Reading, read

from . import html
from .config import PostmortemsConfig
from .files import VirtualFile, published, virtual, without_incidents
from .indexes import BLOCKS, Site, all_pages

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
    `snippets` an extension would include files into our pages, were its marks not escaped.
    """

    folder: Path
    reading: Reading
    site: Site
    searches: bool
    tabs: bool
    snippets: bool
    figures: dict[str, dict[str, str]] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begin(cls, folder: Path, config: MkDocsConfig, own: PostmortemsConfig) -> Build:
        """Read the incidents, and say what is wrong with them through MkDocs' log."""
        reading = read(folder)
        _report(check(reading))
        tabs = "navigation.tabs" in (config.theme.get("features") or [])
        snippets = "pymdownx.snippets" in config.markdown_extensions
        site = Site.of(reading.corpus, has_rules=own.rules)
        return cls(folder, reading, site, own.search, tabs, snippets)

    def add_files(self, files: Files, config: MkDocsConfig) -> Files:
        """The site's files and ours. Where both have a page at an address, the site's stays."""
        files = without_incidents(files, self.folder)
        taken = {file.dest_uri: file.src_uri for file in files}
        for page in all_pages(self.site, searches=self.searches, in_nav=config.nav is None):
            file = virtual(page, self._source(page.incident), config)
            if file.dest_uri in taken:
                self.replaced[page.path] = taken[file.dest_uri]
            else:
                files.append(file)
        for incident in self.reading.corpus.incidents:
            for entry in incident.evidence:
                if entry.publish:
                    path = self.folder / incident.id / entry.file
                    uri = f"incidents/{incident.id}/{published_name(entry.file)}"
                    files.append(published(path, uri, config))
        return files

    def _source(self, incident: Incident | None) -> Path | None:
        return self.folder / incident.id / MAIN if incident else None

    def markdown(self, markdown: str, page: mkdocs_pages.Page) -> str:
        """The Markdown of a page: ours whole, the site's with its markers filled."""
        if isinstance(page.file, VirtualFile):
            ours = page.file.page_of
            # The theme prints these into HTML as they are.
            page.meta.setdefault("title", escape(ours.title))
            if self.tabs:
                page.meta.setdefault("hide", ["navigation"])
            if ours.description:
                page.meta.setdefault("description", escape(ours.description))
            text = ours.body(self._links(page))
            text, self.figures[page.file.src_uri] = html.take_diagrams(text, ours.incident)
            return _SNIPPET.sub(r"\1;\2", text) if self.snippets else text
        return MARKER.sub(lambda found: self._block(found, page), markdown)

    def _links(self, page: mkdocs_pages.Page) -> SiteLinks:
        return SiteLinks(page.file.src_uri, self.replaced)

    def _block(self, found: re.Match[str], page: mkdocs_pages.Page) -> str:
        name = found["name"]
        if name == "reference":
            return reference()
        if name not in BLOCKS:
            known = ", ".join(f"`{known}`" for known in (*BLOCKS, "reference"))
            log.warning(
                f"{page.file.src_uri}: unknown-marker: there is no block `{name}`; "
                f"the blocks are {known}"
            )
            return ""
        return html.embedded(BLOCKS[name](self.site, self._links(page)))

    def html(self, content: str, page: mkdocs_pages.Page) -> str:
        """The HTML of a page: ours cleaned and completed, the site's as it is."""
        if not isinstance(page.file, VirtualFile):
            return html.fit_tables(content) if html.EMBEDDED in content else content
        clean = html.clean(content)
        figures = self.figures.pop(page.file.src_uri, {})
        return html.finish(clean, figures, page.file.page_of, self.site)


def _report(report: Report) -> None:
    """Log the errors, which fail a strict build; how many other findings there are is a line."""
    for problem in report.problems:
        if problem.level == "error":
            log.error(str(problem))
    rest = len(report.problems) - report.counts["error"]
    if rest:
        log.info(f"{rest} warnings and notes; `postmortems check` shows them")
