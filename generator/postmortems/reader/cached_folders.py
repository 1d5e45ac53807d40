"""Read the folders of incidents, those that did not change from a cache."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..cache import MISSING, Cache, code_digest, digest
from .catalogues import Catalogues
from .files import MAX_BYTES, FileTooLargeError, NotARegularFileError, read_bytes
from .folder import IncidentFolder, read_folder


@dataclass(frozen=True)
class FolderReader:
    """Reads folders of incidents.

    Args:
        catalogues: the catalogues, whose names the problems of an incident may suggest.
        catalogue_texts: the content of their files.
        cache: the cache.
    """

    catalogues: Catalogues
    catalogue_texts: Mapping[str, str]
    cache: Cache

    def read(self, path: Path, display_path: str) -> IncidentFolder:
        """Read one incident; see `read_folder`. The result has the `digest` of what was read."""
        key = self._key(path, display_path) if self.cache.is_used else None
        if key is None:
            return read_folder(path, display_path, self.catalogues)
        folder: IncidentFolder = self.cache.get(key)
        if folder is MISSING:
            folder = read_folder(path, display_path, self.catalogues)
            if self._key(path, display_path) == key:  # not changed meanwhile
                self.cache.put(key, folder)
        folder.digest = key
        return folder

    def _key(self, path: Path, display_path: str) -> bytes | None:
        """Return a hash of all that `read_folder` reads; None if it is not only plain files."""
        parts: list[str | bytes] = [code_digest(), str(path), display_path]
        for name, text in sorted(self.catalogue_texts.items()):
            parts += [name, text]
        try:
            for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
                parts.append(entry.name)
                if not entry.name.endswith((".yaml", ".yml")):
                    continue
                if entry.is_symlink():
                    return None
                parts.append(read_bytes(Path(entry.path), MAX_BYTES))
        except (OSError, UnicodeEncodeError, NotARegularFileError, FileTooLargeError):
            return None
        return digest(*parts)
