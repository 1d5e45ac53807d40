"""Write files atomically."""

import os
import secrets
import shutil
from pathlib import Path


def atomic_write(path: Path, content: bytes) -> None:
    """Write a file completely or not at all, and leave no temporary file.

    Symbolic links are followed, and an existing file keeps its mode. A device or a pipe is written
    directly.

    Raises:
        OSError: the file cannot be written; its content is unchanged.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        _remove(temporary)
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
    except BaseException:
        _remove(temporary)
        raise


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        # It was not created, or it cannot be removed.
        return
