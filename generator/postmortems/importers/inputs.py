"""The files that are imported: those of folders and archives too, within limits."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..reader.files import FileTooLargeError, NotARegularFileError, read_bytes, reason

MOST_FILES = 10_000
MOST_BYTES = 64 * 1024 * 1024
"""The size of a file."""
MOST_TOTAL_BYTES = 512 * 1024 * 1024
"""The size of all files of an import."""
MOST_UNPACKED_BYTES = 256 * 1024 * 1024
"""The size of all files of an archive."""
_DOCUMENT_PARTS = frozenset({"[Content_Types].xml", "mimetype"})
"""Files of archives that are documents themselves, such as those of word processors."""


@dataclass(frozen=True)
class InputFile:
    """A file to import.

    `is_named` is whether a person named this file, not a folder or archive around it.
    """

    name: str
    stored: bytes
    is_named: bool


@dataclass(frozen=True)
class UnreadableInput:
    """A file that cannot be imported: why, and what to do."""

    name: str
    reason: str
    hint: str


def input_files(paths: Sequence[Path], leave_out: Path) -> Iterator[InputFile | UnreadableInput]:
    """Yield the files at paths, of folders in the order of their names.

    Args:
        paths: files and folders. Files and folders within a folder whose names begin with a dot,
            and symbolic links in it, are left out.
        leave_out: a folder whose files are left out: the folder of incidents.
    """
    number = size = 0
    for path in paths:
        for file, is_named in _files(path, leave_out):
            for content in _contents(file, is_named=is_named):
                number += 1
                size += len(content.stored) if isinstance(content, InputFile) else 0
                if number > MOST_FILES or size > MOST_TOTAL_BYTES:
                    message = f"more than {MOST_FILES:,} files or {MOST_TOTAL_BYTES:,} bytes"
                    yield UnreadableInput(path.as_posix(), message, "import fewer files at once")
                    return
                yield content


def _files(path: Path, leave_out: Path) -> Iterator[tuple[Path, bool]]:
    if not path.is_dir():
        yield path, True
        return
    for inner in sorted(path.iterdir()):
        if inner.name.startswith(".") or inner.is_symlink():
            continue
        if not inner.is_dir():
            yield inner, False
        elif inner.resolve() != leave_out.resolve():
            yield from ((file, False) for file, _ in _files(inner, leave_out))


def _contents(path: Path, *, is_named: bool) -> Iterator[InputFile | UnreadableInput]:
    name = path.as_posix()
    try:
        stored = read_bytes(path, MOST_BYTES)
    except FileTooLargeError:
        message = f"the file has more than {MOST_BYTES:,} bytes"
        yield UnreadableInput(name, message, "split it, or export a shorter period")
    except NotARegularFileError:
        yield UnreadableInput(name, "this is not a regular file", "name a file or a folder")
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "the name is not valid"
        yield UnreadableInput(name, f"cannot read the file: {why}", "correct the path")
    else:
        if stored.startswith(b"PK\x03\x04"):
            yield from _members(name, stored, is_named=is_named)
        else:
            yield InputFile(name, stored, is_named)


def _members(name: str, stored: bytes, *, is_named: bool) -> Iterator[InputFile | UnreadableInput]:
    """Yield the files of an archive; the archive itself if it is a document."""
    try:
        with zipfile.ZipFile(io.BytesIO(stored)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if _DOCUMENT_PARTS & {one.filename for one in members}:
                yield InputFile(name, stored, is_named)
                return
            if len(members) > MOST_FILES:
                raise zipfile.BadZipFile("it has too many files")
            left = MOST_UNPACKED_BYTES
            for member in members:
                with archive.open(member) as file:
                    data = file.read(min(MOST_BYTES, left) + 1)
                left -= len(data)
                if len(data) > MOST_BYTES or left < 0:
                    raise zipfile.BadZipFile("its files are too large")
                if not _is_hidden(member.filename):
                    yield InputFile(f"{name}/{member.filename}", data, is_named=False)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        yield UnreadableInput(name, f"the archive cannot be read: {error}", "unpack it first")


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith((".", "__MACOSX")) for part in parts)
