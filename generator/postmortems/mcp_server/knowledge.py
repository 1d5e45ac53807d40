"""What the tools search: incidents as they were read, and again whenever a file changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from ..model import Corpus
from ..search import LessonSuggestions, Search, SimilarityIndex


@dataclass(frozen=True)
class Knowledge:
    """Incidents and their catalogues, and all that the tools find in them.

    Args:
        corpus: the incidents and catalogues.
        search: finds documents by a query.
        similarity: finds similar incidents.
        suggestions: finds lessons for a text.
    """

    corpus: Corpus
    search: Search
    similarity: SimilarityIndex
    suggestions: LessonSuggestions


class CurrentKnowledge:
    """The knowledge in a folder of incidents, which is read again when a file in it has changed.

    Args:
        incidents: the folder.
        read: reads it.
    """

    def __init__(self, incidents: Path, read: Callable[[Path], Knowledge]) -> None:
        self._incidents, self._read = incidents, read
        self._lock = Lock()
        self._files: frozenset[_File] = frozenset()
        self._knowledge: Knowledge | None = None

    def get(self) -> Knowledge:
        """Return the knowledge in the files as they are now.

        Raises:
            OSError: the folder cannot be read.
        """
        with self._lock:  # tools run in several threads
            # Listed before they are read: a file that changes in between is read again next time.
            files = frozenset(_files(self._incidents))
            if self._knowledge is None or files != self._files:
                self._knowledge = self._read(self._incidents)
                self._files = files
            return self._knowledge


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
