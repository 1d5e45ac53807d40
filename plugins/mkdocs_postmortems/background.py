"""Build the whole site in another process while it is served, and copy what differs.

Run as a program, this module is that process.
"""

from __future__ import annotations

import filecmp
import json
import logging
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import get_plugin_logger

from .child import Child
from .guard import describe

log = get_plugin_logger("postmortems")

_OPTIONS = ("strict", "use_directory_urls")
"""The settings that the command line of `mkdocs serve` can change. Its option for the theme would
replace all settings of the theme, so the process uses that of mkdocs.yml."""
_WAIT = 5.0
"""The seconds that a process takes at most to end."""


class SiteBuild:
    """Builds of a site that is served, one at a time.

    Args:
        config: the configuration of the site as it is served.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._thread: threading.Thread | None = None

    def start(self, changed: Callable[[], None]) -> None:
        """Begin a build, in place of one that runs.

        Args:
            changed: called in a thread after the files that differ were copied, if any did.
        """
        self.cancel()
        options = {name: self._config[name] for name in _OPTIONS}
        with self._lock:
            folder = tempfile.mkdtemp(prefix="postmortems-")
            arguments = {
                "config_file": self._config.config_file_path,
                "site_url": self._config.site_url,
                "options": options | {"site_dir": folder},
            }
            command = [sys.executable, "-m", __name__, json.dumps(arguments)]
            self._child = child = Child(command)
        self._thread = threading.Thread(
            target=self._wait, args=(child, Path(folder), changed), daemon=True
        )
        self._thread.start()

    def cancel(self) -> bool:
        """End the build that runs; return whether one did."""
        with self._lock:
            child, self._child = self._child, None
            if child:
                child.kill()
            return child is not None

    def stop(self) -> None:
        """End the build that runs, and wait until its files are removed."""
        self.cancel()
        if self._thread:
            self._thread.join(_WAIT)

    def _wait(self, child: Child, folder: Path, changed: Callable[[], None]) -> None:
        done = child.wait()
        try:
            with self._lock:
                if self._child is not child:
                    return
                self._child = None
                if done.returncode:
                    log.error(f"the other pages could not be updated:\n{done.stderr.strip()}")
                    return
                has_changed = copy_changes(folder, Path(self._config.site_dir))
            if has_changed:
                changed()
        except OSError as error:
            log.error(f"the other pages could not be updated: {describe(error)}")
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def copy_changes(source: Path, target: Path) -> bool:
    """Make the files of a folder those of another one, and return whether any file differed."""
    files, old_files = set(_files(source)), set(_files(target))
    different = [
        file
        for file in files
        if file not in old_files or not filecmp.cmp(source / file, target / file, shallow=False)
    ]
    for file in different:
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(source / file, target / file)
    for file in old_files - files:
        (target / file).unlink(missing_ok=True)
    return bool(different or old_files - files)


def _files(folder: Path) -> Iterator[Path]:
    return (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def main(arguments: dict[str, Any]) -> None:
    """Build the site as `mkdocs serve` does."""
    logger = logging.getLogger("mkdocs")
    logger.addHandler(logging.StreamHandler())
    logger.setLevel(logging.WARNING)
    config = load_config(arguments["config_file"], **arguments["options"])
    config.site_url = arguments["site_url"]
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url=config.site_url)


if __name__ == "__main__":
    try:
        main(json.loads(sys.argv[1]))
    except MkDocsException as error:
        sys.exit(str(error))
