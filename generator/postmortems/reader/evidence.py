"""Evidence that an incident publishes, as text to search: bounded, and from regular files only."""

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from ..model import PostmortemsError
from .files import FileTooLargeError, Folder, NotARegularFileError, read_bytes

MAX_BYTES = 10_000_000
"""The most bytes of a published file that are searched, as it is stored and unpacked."""
_DEPTH = 4
"""How often a file may be compressed within a compressed one."""
_BYTE_ORDER_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
_CLOSED = (b"(\xb5/\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x04\x22M\x18", b"\x1f\x9d")
"""How files begin that are compressed in a way Python cannot undo: zstd, 7z, rar, lz4, compress."""


class UnsearchableFileError(PostmortemsError):
    """The file cannot be searched. Its arguments are a reason and what to do about it."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


def searchable_text(folder: Folder, name: str) -> str | None:
    """Return the text of a file of evidence, unpacked and decoded.

    Text in an unknown encoding, and what is no text, is decoded byte by byte without its zero
    bytes: what is written in ASCII can be read in UTF-16, UTF-32 and every 8-bit encoding then, and
    each line keeps its number.

    Args:
        folder: the incident's folder.
        name: the file's path within it.

    Returns:
        the text, or None for a file that the reader refuses anyway.

    Raises:
        Unsearchable: the file is too large, or compressed in a way that cannot be undone.
    """
    if not folder.contains(name):
        return None
    try:
        data = _content(folder.path_of(name))
    except (OSError, ValueError):
        return None
    return None if data is None else _decoded(_unpacked(data))


def _content(path: Path) -> bytes | None:
    """Return the bytes of a regular file; None for a pipe or a device, which are not waited for."""
    try:
        return read_bytes(path, MAX_BYTES)
    except NotARegularFileError:
        return None
    except FileTooLargeError:
        _limit(MAX_BYTES + 1)
        raise


def _bounded(read: Callable[[int], bytes]) -> bytes:
    data = read(MAX_BYTES + 1)
    _limit(len(data))
    return data


def _limit(size: int) -> None:
    if size > MAX_BYTES:
        raise UnsearchableFileError(
            f"the file has more than the {MAX_BYTES:,} bytes that can be searched for secrets",
            "publish the part of it that matters",
        )


def _unpacked(data: bytes, depth: int = 0) -> bytes:
    opened = _opening(data)
    if opened is None and not data.startswith(_CLOSED):
        return data
    if opened is None or depth == _DEPTH:
        raise UnsearchableFileError(
            "the file is compressed in a way that cannot be searched for secrets",
            "publish it as plain text, or compressed with gzip",
        )
    try:
        return _unpacked(opened(), depth + 1)
    except UnsearchableFileError:
        raise
    except Exception as error:  # what a broken archive raises is not documented in full
        raise UnsearchableFileError(
            "the file cannot be unpacked, so that it cannot be searched for secrets",
            "publish it as plain text, or mend the file",
        ) from error


def _opening(data: bytes) -> Callable[[], bytes] | None:
    """Return what unpacks a file of these bytes; None where nothing needs to be."""
    if data.startswith(b"\x1f\x8b"):
        return lambda: _bounded(gzip.GzipFile(fileobj=BytesIO(data)).read)
    if data.startswith(b"BZh"):
        return lambda: _bounded(bz2.BZ2File(BytesIO(data)).read)
    if data.startswith(b"\xfd7zXZ\x00"):
        return lambda: _bounded(lzma.LZMAFile(BytesIO(data)).read)
    return (lambda: _members(data)) if data.startswith(b"PK\x03\x04") else None


def _members(data: bytes) -> bytes:
    """Return the files of a zip archive one after another, those within them unpacked."""
    whole = bytearray()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member in archive.infolist():
            with archive.open(member) as file:
                whole += _unpacked(_bounded(file.read), _DEPTH - 1) + b"\n"
            _limit(len(whole))
    return bytes(whole)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        mark = next((mark for mark in _BYTE_ORDER_MARKS if data.startswith(mark)), b"")
        return data[len(mark) :].decode("latin-1").replace("\0", "")
