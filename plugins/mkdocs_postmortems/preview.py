"""`mkdocs serve`: show the page of an incident at once when its files change.

The page is read, checked and rendered by itself, which takes about as long among ten thousand
incidents as among ten. The rest of the site (indexes, feeds, search) follows: another process
builds it while the page is already served, and the files that differ are copied to the site.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer, _timestamp
from mkdocs.plugins import get_plugin_logger

from postmortems.evidence import DerivedEvidence

from .background import SiteBuild
from .build import Build
from .guard import describe
from .incident_update import Update, update_incident
from .watching import FolderWatch

log = get_plugin_logger("postmortems")


class Preview:
    """Updates the site that `mkdocs serve` serves when incidents change.

    Args:
        server: the server; its builder is replaced by one that waits for an update that is running.
        latest: returns the latest build of the whole site.
        config: the configuration of the site.
    """

    def __init__(
        self, server: LiveReloadServer, latest: Callable[[], Build], config: MkDocsConfig
    ) -> None:
        self._server, self._latest = server, latest
        self._others = SiteBuild(config)
        self._updating = threading.Lock()
        self._build_site = server.builder
        self._has_failed = False
        self._is_behind = False  # whether the other pages must still follow
        self._with_errors: set[str] = set()
        self._evidence: dict[str, DerivedEvidence] = {}
        server.builder = self._build
        self._folder, docs = latest().folder.absolute(), Path(config.docs_dir)
        is_within = self._folder.is_relative_to(docs)
        if is_within:  # else MkDocs would build the whole site for each change
            server.unwatch(config.docs_dir)
        self._watch = FolderWatch(docs if is_within else self._folder, self._changed)

    def _build(self) -> None:
        """Build the whole site in this process."""
        with self._updating:
            self._others.cancel()
            self._has_failed = True
            self._build_site()
            self._has_failed = self._is_behind = False
            self._with_errors.clear()

    def _changed(self, paths: frozenset[Path]) -> None:
        """Update the pages of the incidents whose files changed, then the rest of the site."""
        start = time.monotonic()
        with self._updating:
            self._is_behind = self._others.cancel() or self._is_behind
            try:
                updates = self._update(paths)
            except Exception as error:
                log.error(f"a page could not be updated: {describe(error)}")
                updates = {Update.WHOLE_SITE}
            if Update.WHOLE_SITE in updates:
                self._request_build()
                return
            if Update.UPDATED in updates:
                log.info(f"updated after {time.monotonic() - start:.2f} s; the other pages follow")
                self._is_behind = True
            # A build leaves out incidents with errors, and their pages would be lost.
            if self._is_behind and not self._with_errors:
                self._others.start(self._reload)
                self._is_behind = False
        self._reload()

    def _update(self, paths: frozenset[Path]) -> set[Update]:
        """Update the pages of incidents, and return what that did."""
        if self._has_failed:
            return {Update.WHOLE_SITE}
        build = self._latest()
        names = set()
        for path in paths:
            if not path.parent.is_relative_to(self._folder) or path.parent == self._folder:
                return {Update.WHOLE_SITE}  # a catalogue, a setting, or a page of the site's own
            names.add(path.relative_to(self._folder).parts[0])
        updates = {name: update_incident(build, name, self._evidence) for name in sorted(names)}
        self._with_errors -= names
        self._with_errors |= {name for name in names if updates[name] is Update.ERRORS}
        if any(path.suffix not in (".yaml", ".yml") for path in paths):
            self._is_behind = True  # evidence, which a page only links to
        return set(updates.values())

    def stop(self) -> None:
        """End the build of the other pages."""
        self._others.stop()

    def _request_build(self) -> None:
        with self._server._rebuild_cond:
            self._server._want_rebuild = True
            self._server._rebuild_cond.notify_all()

    def _reload(self) -> None:
        """Let browsers load their page again."""
        with self._server._epoch_cond:
            self._server._visible_epoch = self._server._wanted_epoch = _timestamp()
            self._server._epoch_cond.notify_all()
