"""Keep the modification times of files that a build writes as they were.

MkDocs removes all files of a site and writes them again. Tools that copy a site by size and time,
such as `rsync`, would copy all of it after each build.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


class PreviousSite:
    """The files of a site that a build replaces.

    They are moved to a folder beside the site, which takes less time than to read or to remove
    them. Hidden entries at the top stay, as MkDocs keeps them too. If files cannot be moved,
    MkDocs removes them, and the new ones have new times.

    Args:
        site: the folder of the site; it need not exist.
    """

    def __init__(self, site: Path) -> None:
        self._site = site
        self._folder = site.with_name(f".{site.name}.previous")
        self.remove()  # left by a build that was killed
        with suppress(OSError):
            entries = [entry for entry in site.iterdir() if not entry.name.startswith(".")]
            self._folder.mkdir()
            for entry in entries:
                entry.rename(self._folder / entry.name)

    def restore_times(self) -> None:
        """Give each file the former time if its content is the same; remove those compared."""
        for name, _, files in os.walk(self._folder):
            new_folder = self._site / Path(name).relative_to(self._folder)
            for file in files:
                with suppress(OSError):
                    _restore(Path(name, file), new_folder / file)

    def remove(self) -> None:
        """Remove the former files."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _restore(old: Path, new: Path) -> None:
    before, now = old.lstat(), new.lstat()
    if before.st_size == now.st_size and old.read_bytes() == new.read_bytes():
        os.utime(new, ns=(now.st_atime_ns, before.st_mtime_ns))
    old.unlink()
