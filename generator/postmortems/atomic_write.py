"""Files that are written whole or not at all."""

import os
import secrets
import shutil
from pathlib import Path


def atomic_write(path: Path, content: bytes) -> None:
    """Write a file so that it is never half written, and nothing is left beside it.

    Raises:
        OSError: it cannot be written, and is as it was.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        _remove(beside)
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
    except BaseException:
        _remove(beside)
        raise


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        # It was not made, or goes no more than it came.
        return
