"""Extract searchable text from published evidence, within limits and from regular files only."""

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
"""The size limit of a published file, both as stored and unpacked."""
_MAX_NESTING = 4
"""How many levels of compressed files within compressed files are unpacked."""
_BYTE_ORDER_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
_UNSUPPORTED = (b"(\xb5/\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x04\x22M\x18", b"\x1f\x9d")
"""Magic numbers of formats that Python cannot unpack: zstd, 7z, rar, lz4, compress."""


class UnsearchableFileError(PostmortemsError):
    """The file cannot be searched. It has a `reason`, and a `hint` for the author."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


def searchable_text(folder: Folder, name: str) -> str | None:
    """Return the text of a file of evidence, unpacked and decoded.

    A file that is not UTF-8 is decoded byte by byte, without its zero bytes. This makes ASCII in
    UTF-16, UTF-32 or any 8-bit encoding readable, and each line keeps its number.

    Args:
        folder: the incident's folder.
        name: the file's path within it.

    Returns:
        the text, or None for a file that the reader rejects anyway.

    Raises:
        UnsearchableFileError: the file is too large, or cannot be unpacked.
    """
    if not folder.contains(name):
        return None
    try:
        data = _content(folder.path_of(name))
    except (OSError, ValueError):
        return None
    return None if data is None else _decoded(_unpacked(data))


def _content(path: Path) -> bytes | None:
    """Return the bytes of a regular file; None for anything else, such as a pipe or a device."""
    try:
        return read_bytes(path, MAX_BYTES)
    except NotARegularFileError:
        return None
    except FileTooLargeError as error:
        raise _too_large() from error


def _bounded(read: Callable[[int], bytes]) -> bytes:
    data = read(MAX_BYTES + 1)
    _check_size(len(data))
    return data


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise _too_large()


def _too_large() -> UnsearchableFileError:
    return UnsearchableFileError(
        f"the file has more than the {MAX_BYTES:,} bytes that can be searched for secrets",
        "publish only the relevant part of it",
    )


def _unpacked(data: bytes, depth: int = 0) -> bytes:
    unpack = _unpacker(data)
    if unpack is None and not data.startswith(_UNSUPPORTED):
        return data
    if unpack is None or depth == _MAX_NESTING:
        raise UnsearchableFileError(
            "the file is compressed in a format that cannot be searched for secrets",
            "publish it as plain text, or compressed with gzip",
        )
    try:
        return _unpacked(unpack(), depth + 1)
    except UnsearchableFileError:
        raise
    except Exception as error:  # broken archives raise more than the libraries document
        raise UnsearchableFileError(
            "the file cannot be unpacked, so it cannot be searched for secrets",
            "publish it as plain text, or repair the file",
        ) from error


def _unpacker(data: bytes) -> Callable[[], bytes] | None:
    """Return a function that unpacks the data; None if the data is in no supported format."""
    if data.startswith(b"\x1f\x8b"):
        return lambda: _bounded(gzip.GzipFile(fileobj=BytesIO(data)).read)
    if data.startswith(b"BZh"):
        return lambda: _bounded(bz2.BZ2File(BytesIO(data)).read)
    if data.startswith(b"\xfd7zXZ\x00"):
        return lambda: _bounded(lzma.LZMAFile(BytesIO(data)).read)
    return (lambda: _members(data)) if data.startswith(b"PK\x03\x04") else None


def _members(data: bytes) -> bytes:
    """Return the concatenated files of a zip archive, each unpacked too if it is compressed."""
    content = bytearray()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member in archive.infolist():
            with archive.open(member) as file:
                content += _unpacked(_bounded(file.read), _MAX_NESTING - 1) + b"\n"
            _check_size(len(content))
    return bytes(content)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        mark = next((mark for mark in _BYTE_ORDER_MARKS if data.startswith(mark)), b"")
        return data[len(mark) :].decode("latin-1").replace("\0", "")
