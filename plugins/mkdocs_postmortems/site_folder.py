"""The folder that a site is built into, with the files that an earlier build left there.

A file that does not change keeps its modification time. MkDocs removes all files of a site and
writes them again, so tools that copy a site by size and time, such as `rsync`, would copy all of it
after each build. What the plugin writes is moved from the former site if it has the same content
there, which takes a tenth of the time that writing it takes. What MkDocs writes gets the former
time.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from .guard import reported


class SiteFolder:
    """The folder of a site.

    Args:
        path: the folder; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._previous = path.with_name(f".{path.name}.previous")
        self._has_previous = False

    def move_previous(self) -> None:
        """Move the files of the former site aside, before MkDocs removes them.

        Not for a build that keeps the files of the one before, as `mkdocs build --dirty` does.

        Hidden entries at the top stay, as MkDocs keeps them too. If files cannot be moved, MkDocs
        removes them, and the new ones have new times.
        """
        self.remove_previous()  # left by a build that was killed
        with suppress(OSError):
            entries = [entry for entry in self.path.iterdir() if not entry.name.startswith(".")]
            self._previous.mkdir()
            self._has_previous = True
            for entry in entries:
                entry.rename(self._previous / entry.name)

    def write(self, path: str, content: bytes) -> None:
        """Write a file, or move it from the former site if it has the same content there.

        Args:
            path: its path within the folder.
            content: its content.

        Raises:
            PluginError: the file cannot be written.
        """
        target = self.path / path
        with reported(f"`{path}` cannot be written"):
            target.parent.mkdir(parents=True, exist_ok=True)
            if not (self._has_previous and self._moved(path, content)):
                target.write_bytes(content)

    def _moved(self, path: str, content: bytes) -> bool:
        """Move a file from the former site if its content is as given; return whether it was."""
        old = self._previous / path
        try:
            found = old.lstat()
            if found.st_size != len(content) or old.is_symlink() or old.read_bytes() != content:
                return False
            old.replace(self.path / path)
        except OSError:
            return False
        return True

    def restore_times(self) -> None:
        """Give each file that MkDocs wrote the former time if its content is the same."""
        for name, _, files in os.walk(self._previous):
            new_folder = self.path / Path(name).relative_to(self._previous)
            for file in files:
                with suppress(OSError):
                    _restore(Path(name, file), new_folder / file)

    def remove_previous(self) -> None:
        """Remove what is left of the former site."""
        self._has_previous = False
        shutil.rmtree(self._previous, ignore_errors=True)


def _restore(old: Path, new: Path) -> None:
    before, now = old.lstat(), new.lstat()
    if before.st_size == now.st_size and old.read_bytes() == new.read_bytes():
        os.utime(new, ns=(now.st_atime_ns, before.st_mtime_ns))
