"""Keep the modification times of files that a build writes as they were.

MkDocs removes all files of a site and writes them again. Tools that copy a site by size and time,
such as `rsync`, would copy all of it after each build.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path


class FileTimes:
    """The modification times of the files in a folder, and hashes of their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._times = {path: (self._hash(path), time) for path, _, time in self._files()}

    def restore(self) -> None:
        """Set the former time of each file whose content is the same as before."""
        for path, access_time, _ in self._files():
            content, time = self._times.get(path, (b"", 0))
            if content and content == self._hash(path):
                os.utime(self._folder / path, ns=(access_time, time))

    def _files(self) -> Iterator[tuple[str, int, int]]:
        """Yield each file with the time of the last access and change."""
        for folder, _, names in os.walk(self._folder):
            for name in names:
                path = Path(folder, name)
                status = path.lstat()
                yield str(path.relative_to(self._folder)), status.st_atime_ns, status.st_mtime_ns

    def _hash(self, path: str) -> bytes:
        try:
            return blake2b((self._folder / path).read_bytes()).digest()
        except OSError:  # it cannot be read, so it is not compared
            return b""
