"""The MkDocs plugin: each event delegates to the build."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from . import defaults, search, watching
from .build import Build, incidents_folder
from .config import PostmortemsConfig


class PostmortemsPlugin(BasePlugin[PostmortemsConfig]):
    """Builds a site from a folder of incidents. All state of a build is in `build`."""

    build: Build

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Apply the settings that the pages need, read the incidents and log their problems."""
        searches = self.config.search
        own = search.has_own(config)
        defaults.apply(config, searches=searches, header_search=searches and not own)
        folder = incidents_folder(config, self.config.incidents_dir)
        self.build = Build.begin(folder, config, self.config)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add our pages to the site, and exclude the incidents' own files."""
        return self.build.add_files(files, config)

    # Last, so that no other plugin processes an incident's text as a template.
    @event_priority(-100)
    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:
        """Render our pages, and replace the markers in the site's own."""
        return self.build.markdown(markdown, page)

    # First, so that every other plugin sees clean HTML.
    @event_priority(100)
    def on_page_content(self, html: str, page: Page, **_: Any) -> str:
        """Sanitize our pages, and add figures and search facets."""
        return self.build.html(html, page)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Index the built pages for search."""
        if self.config.search:
            search.index(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Rebuild when an incident changes."""
        watching.watch(server, self.build.folder)
        return server
