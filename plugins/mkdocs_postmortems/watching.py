"""Watch the folder of incidents while a site is served."""

import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.plugins import get_plugin_logger
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

log = get_plugin_logger("postmortems")

POLLING_INTERVAL = 0.5
"""The seconds between two polls if the operating system reports no changes."""
SLOW_INTERVAL = 2.0
"""The seconds between two polls if it does, since it reports none on some network drives."""
POLLING_SHARE = 0.05
"""The most of a processor's time that polling may take."""
QUIET = 0.05
"""The seconds without an event after which a change is complete: an editor writes in steps."""
_CHANGES: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""The events of interest. A build only opens files, which would be some events for each file."""

Stamps = dict[str, tuple[int, int]]
"""The time of the last change and the size of each file, by its path."""


class FolderWatch(FileSystemEventHandler):
    """Calls a function with the paths of the files that changed in a folder.

    The operating system reports changes at once. The folder is also polled, for places where it
    does not, and because it reports nothing after a folder was removed and made again, as it may be
    while another branch is checked out.

    Args:
        folder: the folder.
        changed: called in a thread with the paths of the files that changed together.
    """

    def __init__(self, folder: Path, changed: Callable[[frozenset[Path]], None]) -> None:
        self._folder, self._changed = folder.absolute(), changed
        self._stamps = _stamps(self._folder)
        self._paths: set[str] = set()
        self._noted = threading.Condition()
        self._observer = self._observe()
        for work in (self._report, self._poll):
            threading.Thread(target=work, daemon=True).start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note the files of an event of the operating system."""
        if not event.is_directory:
            self._note(os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)

    def _note(self, paths: Iterable[str]) -> None:
        with self._noted:
            self._paths.update(paths)
            self._noted.notify_all()

    def _report(self) -> None:
        while True:
            with self._noted:
                self._noted.wait_for(lambda: self._paths)
                while self._noted.wait(QUIET):
                    pass
                paths, self._paths = self._paths, set()
                for path in paths:
                    self._stamps.pop(path, None)
                    self._stamps |= _stamp(path)
            self._changed(frozenset(map(Path, paths)))

    def _observe(self) -> BaseObserver | None:
        """Let the operating system report changes, if it can watch so many folders."""
        observer: BaseObserver = Observer()
        try:
            observer.schedule(self, str(self._folder), recursive=True, event_filter=_CHANGES)
            observer.start()
        except OSError as error:
            log.info(f"`{self._folder.name}` is polled for changes: {error.strerror or error}")
            return None
        return observer

    def _poll(self) -> None:
        folder = _inode(self._folder)
        cost = 0.0
        while True:
            interval = SLOW_INTERVAL if self._observer else POLLING_INTERVAL
            time.sleep(max(interval, cost / POLLING_SHARE))
            start = time.monotonic()
            stamps = _stamps(self._folder)
            cost = time.monotonic() - start
            with self._noted:
                paths = self._stamps.keys() | stamps.keys()
                changed = [path for path in paths if self._stamps.get(path) != stamps.get(path)]
            self._note(changed)
            now = _inode(self._folder)
            if now is not None and now != folder:
                folder = now
                if self._observer:
                    self._observer.stop()
                    self._observer = self._observe()


def _stamps(folder: Path) -> Stamps:
    stamps: Stamps = {}
    for place, _, names in os.walk(folder):
        for name in names:
            stamps |= _stamp(os.path.join(place, name))  # noqa: PTH118 - Path is slow
    return stamps


def _stamp(path: str) -> Stamps:
    """Return the stamp of a file; empty if there is no such file."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return {}
    return {path: (status.st_mtime_ns, status.st_size)}


def _inode(folder: Path) -> int | None:
    try:
        return folder.stat().st_ino
    except OSError:
        return None
