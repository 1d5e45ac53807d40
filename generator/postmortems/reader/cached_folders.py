"""Read the folders of incidents: those that did not change from a cache, others in processes."""

import os
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..cache import MISSING, Cache, code_digest, digest
from ..parallel import ForkedMap
from .catalogues import Catalogues
from .files import MAX_BYTES, FileTooLargeError, NotARegularFileError, read_bytes
from .folder import IncidentFolder, read_folder

FOLDERS_PER_WORKER = 100
"""The number of folders from which one more process saves more time than it takes to start."""
_Place = tuple[Path, str]
"""A folder, and its path in messages."""


@dataclass(frozen=True)
class FolderReader:
    """Reads folders of incidents.

    Args:
        catalogues: the catalogues, whose names the problems of an incident may suggest.
        catalogue_texts: the content of their files.
        cache: the cache.
        workers: the number of processes; None for one per processor.
        examine: called for each incident that another process reads.
    """

    catalogues: Catalogues
    catalogue_texts: Mapping[str, str]
    cache: Cache
    workers: int | None
    examine: Callable[[IncidentFolder], Any] | None = None

    def read_all(self, places: Sequence[_Place]) -> Iterator[IncidentFolder]:
        """Yield incidents in their order; see `read_folder`.

        Each has the `digest` of what was read. Many are read in other processes, which return them
        without the parsed files.
        """
        keys = {place: self._key(*place) if self.cache.is_used else None for place in places}
        cached: dict[_Place, Any] = {
            place: self.cache.get(key) if key else MISSING for place, key in keys.items()
        }
        missing = [place for place in places if cached[place] is MISSING]
        if len(missing) < 2 * FOLDERS_PER_WORKER:
            new = ((read_folder(*place, self.catalogues), None) for place in missing)
        else:
            work = ForkedMap(
                self._pickled, missing, workers=self.workers, minimum=FOLDERS_PER_WORKER
            )
            new = (pickle.loads(data) for data in work.results())  # noqa: S301 - of our own process
        for place, key in keys.items():
            folder: IncidentFolder = cached[place]
            if folder is MISSING:
                folder, examined = next(new)
                if key != self._key(*place):
                    key = None  # a file changed meanwhile
                if key:
                    self.cache.put(key, folder)
                folder.examined = examined
            folder.digest = key or b""
            yield folder

    def _pickled(self, place: _Place) -> bytes:
        """Read and examine an incident; without its parsed files, which together are too large."""
        folder = read_folder(*place, self.catalogues)
        examined = self.examine(folder) if self.examine else None
        return pickle.dumps((folder, examined), pickle.HIGHEST_PROTOCOL)

    @cached_property
    def _base(self) -> bytes:
        """A hash of the code and the catalogues."""
        catalogues = (part for item in sorted(self.catalogue_texts.items()) for part in item)
        return digest(code_digest(), *catalogues)

    def _key(self, path: Path, display_path: str) -> bytes | None:
        """Return a hash of all that `read_folder` reads; None if it is not only plain files."""
        parts: list[str | bytes] = [self._base, str(path), display_path]
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
