"""The MkDocs plugin: each event delegates to the build."""

import gc
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from . import defaults, search
from .build import Build
from .config import PostmortemsConfig
from .detached_pages import changes_pages
from .loading import incidents_folder
from .preview import Preview


class PostmortemsPlugin(BasePlugin[PostmortemsConfig]):
    """Builds a site from a folder of incidents. All state of a build is in `build`."""

    build: Build
    _nav: Navigation
    _files: Files
    _is_dirty = False
    _preview: Preview | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Apply the settings that the pages need, read the incidents and log their problems."""
        searches = self.config.search
        own = search.has_own(config)
        defaults.apply(config, searches=searches, header_search=searches and not own)
        folder = incidents_folder(config, self.config.incidents_dir)
        self.build = Build.begin(folder, config, self.config)
        return config

    # Last, since other plugins may write to the site too.
    @event_priority(-100)
    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Move the files aside that MkDocs would remove next; it removes none if it is dirty."""
        if not self._is_dirty:
            self.build.site_folder.move_previous()

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add our pages to the site, and exclude the incidents' own files."""
        return self.build.add_files(files, config)

    # Last, so that the navigation is complete.
    @event_priority(-100)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Detach the generated pages that no navigation or other plugin needs."""
        self._nav = nav
        if not changes_pages(config.plugins, self):
            self.build.detached.detach(nav, files)
        return nav

    # Last, so that the theme is complete.
    @event_priority(-100)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Begin to render the detached pages."""
        self._files = files
        pages = self.build.page_cache(config, files, self._nav, self)
        self.build.detached.render(config, files, self._nav, env, self.config.workers, pages)
        return env

    def on_template_context(self, context: TemplateContext, **_: Any) -> TemplateContext:
        """Add the detached pages, for example to the sitemap."""
        context["pages"] = [*context["pages"], *self.build.detached.files]
        return context

    def on_page_context(self, context: TemplateContext, **_: Any) -> TemplateContext:
        """Add the detached pages."""
        context["pages"] = [*context["pages"], *self.build.detached.files]
        return context

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
        """Write the search index and the other files, while workers render the detached pages."""
        build = self.build
        if self.config.search:
            search.write_index(
                build.site_folder,
                build.site,
                build.own_documents,
                build.export_context.page,
                build.cache,
                self.config.workers,
            )
        build.write_files()
        build.detached.finish(config, self._files)
        build.end()
        gc.unfreeze()
        build.site_folder.restore_times()
        build.site_folder.remove_previous()

    def on_build_error(self, **_: Any) -> None:
        """End the workers, and keep what was computed."""
        if build := getattr(self, "build", None):
            build.end()
            build.site_folder.remove_previous()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, **_: Any
    ) -> LiveReloadServer:
        """Update the site when an incident changes."""
        self._preview = Preview(server, lambda: self.build, config)
        return server

    def on_shutdown(self) -> None:
        """End what runs in the background."""
        if self._preview:
            self._preview.stop()

    def on_startup(self, *, dirty: bool, **_: Any) -> None:
        """Note the kind of build. MkDocs keeps a plugin with this event for all builds."""
        self._is_dirty = dirty
