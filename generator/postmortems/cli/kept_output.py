"""The output of a check of all incidents, kept for the next check if nothing changes until then.

This module imports nothing of the project but the cache, so that the output appears at once.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..cache import MISSING, Cache, code_digest, digest

_MAX_BYTES = 200_000_000
"""The size of the incidents folder from which the output is not kept: hashing it takes too long."""


@dataclass(frozen=True)
class Output:
    """What a command printed to stdout and stderr, and its exit code."""

    stdout: str
    stderr: str
    code: int


class KeptOutput:
    """The output of a command in the cache, by a hash of all that it depends on.

    Args:
        incidents: the folder of incidents.
        baseline: the file of the baseline, which need not exist.
        options: the options that change the output.
        cache: the cache.
    """

    def __init__(
        self, incidents: Path, baseline: Path, options: tuple[str, ...], cache: Cache
    ) -> None:
        self._incidents, self._baseline, self._options = incidents, baseline, options
        self._cache = cache
        self._key = self._hash() if cache.is_used else None

    def load(self) -> Output | None:
        """Return the output for the same files on the same day in UTC, if there is one."""
        kept = self._cache.get(self._key) if self._key else MISSING
        return Output(*kept) if isinstance(kept, tuple) else None

    def keep(self, output: Output) -> None:
        """Keep an output, unless a file changed since it was hashed."""
        if self._key and self._key == self._hash():
            self._cache.put(self._key, astuple(output))

    def _hash(self) -> bytes | None:
        """Return the key; None if the folder cannot be hashed, for example since it has a link."""
        try:
            parts: list[str | bytes] = [
                "check",
                code_digest(),
                os.environ.get("SOURCE_DATE_EPOCH", ""),
                datetime.now(UTC).date().isoformat(),
                str(Path.cwd()),  # messages contain paths relative to it
                str(self._incidents),
                str(self._baseline),
                *self._options,
            ]
            if self._baseline.exists():
                parts.append(self._baseline.read_bytes())
            size = 0
            for path, content in _files(str(self._incidents)):
                parts += [path, content]
                size += len(content)
                if size > _MAX_BYTES:
                    return None
            return digest(*parts)
        except (OSError, UnicodeEncodeError):
            return None


def _files(folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file in a folder and its subfolders.

    Raises:
        OSError: something is no plain file, or too large.
    """
    yield folder, b""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        elif entry.is_file(follow_symlinks=False):
            with open(entry.path, "rb") as stream:  # noqa: PTH123 - a `Path` per file takes longer
                status = os.fstat(stream.fileno())
                if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES:
                    raise OSError(f"{entry.path} is no plain file, or too large")
                yield entry.path, stream.read()
        else:
            raise OSError(f"{entry.path} is no plain file")
