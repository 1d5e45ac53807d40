"""Watch the folder of incidents while a site is served, even if it is removed and recreated."""

import threading
import time
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent
from watchdog.observers.api import EventEmitter

INTERVAL = 1.0
"""The seconds between checks that the folder is still watched."""


def watch(server: LiveReloadServer, folder: Path) -> None:
    """Rebuild when a file in a folder changes.

    MkDocs' observer stops watching a folder that disappears for a moment, for example while another
    branch is checked out. This function restores the watch.
    """
    server.watch(str(folder))
    threading.Thread(target=_keep_watching, args=(server, str(folder)), daemon=True).start()


def _keep_watching(server: LiveReloadServer, folder: str) -> None:
    while True:
        time.sleep(INTERVAL)
        emitter = _emitter(server, folder)
        if emitter and not emitter.should_keep_running() and Path(folder).is_dir():
            _watch_again(server, folder)


def _watch_again(server: LiveReloadServer, folder: str) -> None:
    times = 0
    while True:
        try:
            server.unwatch(folder)
        except KeyError:  # no longer watched
            break
        times += 1
    for _ in range(times):
        server.watch(folder)
    if emitter := _emitter(server, folder):
        emitter.queue_event(FileModifiedEvent(folder))  # the folder may have changed since


def _emitter(server: LiveReloadServer, folder: str) -> EventEmitter | None:
    path = str(Path(folder).absolute())
    return next((one for one in list(server.observer.emitters) if one.watch.path == path), None)
