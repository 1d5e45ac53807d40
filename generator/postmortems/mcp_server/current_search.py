"""A search that follows the files of the incidents while a server runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock

from ..model import Corpus
from ..search import Search


class CurrentSearch:
    """A search over a folder of incidents, which is read again when a file in it has changed.

    Args:
        incidents: the folder.
        read_search: reads it, and returns a search over it and what was read.
    """

    def __init__(
        self, incidents: Path, read_search: Callable[[Path], tuple[Search, Corpus]]
    ) -> None:
        self._incidents, self._read_search = incidents, read_search
        self._lock = Lock()
        self._files: frozenset[_File] = frozenset()
        self._search: tuple[Search, Corpus] | None = None

    def get(self) -> tuple[Search, Corpus]:
        """Return the search over the files as they are now, and what was read.

        Raises:
            OSError: the folder cannot be read.
        """
        with self._lock:  # tools run in several threads
            # Listed before they are read: a file that changes in between is read again next time.
            files = frozenset(_files(self._incidents))
            if self._search is None or files != self._files:
                self._search = self._read_search(self._incidents)
                self._files = files
            return self._search


_File = tuple[str, int, int, int]
"""The path, inode, size, and time of the last change of a file."""


def _files(folder: Path) -> Iterator[_File]:
    """Yield all files in a folder; links are not followed, as when incidents are read."""
    pending = [str(folder)]
    while pending:
        # One that was deleted since its folder was listed is skipped.
        with suppress(FileNotFoundError), os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                    continue
                status = entry.stat(follow_symlinks=False)
                yield entry.path, status.st_ino, status.st_size, status.st_mtime_ns
