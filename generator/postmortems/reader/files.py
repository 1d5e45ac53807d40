"""Read files of a repository safely; pull requests from strangers are untrusted."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..model import Place, PostmortemsError, Problem
from .document import Document, RejectedYamlError, compose
from .plain_data import plain

MAX_BYTES = 1_000_000
"""A larger YAML file is raw data, which belongs under `evidence`."""


class FileTooLargeError(PostmortemsError):
    """A file is larger than the limit."""


class NotARegularFileError(PostmortemsError):
    """A path is a folder, a device, a pipe or a socket; reading one might never end."""


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Raises:
        NotARegularFileError: the path is not a regular file; reading a named pipe would block.
        FileTooLargeError: the file is larger; a sparse file might not fit in memory.
        OSError: the file cannot be read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NotARegularFileError(path)
        if status.st_size > limit:
            raise FileTooLargeError(path)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(limit + 1)
    finally:
        os.close(descriptor)
    if len(content) > limit:
        raise FileTooLargeError(path)
    return content


@dataclass
class Folder:
    """A folder of the repository, and the problems of the files in it.

    `display_path` is its path in messages. `texts` holds the content of each file that was read, by
    its path in messages. Files in `known` are not read; it has their content.
    """

    path: Path
    display_path: str
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    def report(self, display_path: str, rule: str, message: str, hint: str = "") -> None:
        """Add a problem of a whole file or folder."""
        self.problems.append(Problem(Place(display_path), rule, message, hint))

    def text(self, name: str) -> str | None:
        """Return the text of a file of this folder, or add a problem and return None."""
        path, display_path = self.path / name, f"{self.display_path}/{name}"
        if display_path in self.known:
            return self.known[display_path]
        if not self.contains(name):
            self.report(
                display_path,
                "link-outside-folder",
                "the file is a symbolic link to a place outside its folder",
                "put the file itself here",
            )
            return None
        try:
            self.texts[display_path] = read_bytes(path, MAX_BYTES).decode("utf-8-sig")
            return self.texts[display_path]
        except FileTooLargeError:
            self.report(
                display_path,
                "file-too-large",
                f"the file has more than the {MAX_BYTES:,} bytes allowed",
                "move raw data under `evidence`",
            )
        except NotARegularFileError:
            message = "this is not a regular file"
            self.report(display_path, "not-readable", message, "replace it with a regular file")
        except UnicodeDecodeError as error:
            self.texts[display_path] = error.object.decode("utf-8-sig", "replace")
            read = error.object[: error.start].decode("utf-8", "replace")
            self.problems.append(
                Problem(
                    Place.at(display_path, read, len(read)),
                    "not-utf-8",
                    f"the byte 0x{error.object[error.start]:02x} is not UTF-8",
                    "save the file as UTF-8",
                )
            )
        except OSError as error:
            self.report(display_path, "not-readable", f"cannot read the file: {reason(error)}")
        return None

    def load(self, name: str) -> tuple[Document, Any] | None:
        """Parse a YAML file of this folder, and add its problems.

        Returns:
            the document and its plain data; None if the file cannot be parsed.
        """
        if (text := self.text(name)) is None:
            return None
        try:
            document = compose(text, f"{self.display_path}/{name}")
            data = plain(document)
        except RejectedYamlError as error:
            self.problems.append(error.problem)
            return None
        self.problems.extend(document.problems)
        return document, data

    def path_of(self, name: str) -> Path:
        """Return the path of a file by its name in YAML.

        File names are encoded as UTF-8, whatever the encoding of the locale.
        """
        return self.path / os.fsdecode(name.encode("utf-8", "surrogateescape"))

    def has(self, name: str) -> bool:
        """Whether a path within this folder is an accessible regular file."""
        try:
            return self.path_of(name).is_file()
        except (OSError, ValueError):
            return False

    @cached_property
    def _resolved(self) -> Path:
        return self.path.resolve()

    def contains(self, name: str) -> bool:
        """Whether a path stays within this folder after its symbolic links are resolved."""
        try:
            path = self.path_of(name)
            if self._is_plain(path):
                return True  # without following the links of every folder above
            return path.resolve().is_relative_to(self._resolved)
        except (OSError, RuntimeError, ValueError):
            return False

    def _is_plain(self, path: Path) -> bool:
        """Whether a path leads into this folder, and no part of it is a link."""
        names = path.parts[len(self.path.parts) :]
        if not path.is_relative_to(self.path) or ".." in names:
            return False
        below = [path, *path.parents][: len(names)]
        return not any(part.is_symlink() for part in below)


def reason(error: OSError) -> str:
    """Return the reason of an operating system error, such as `permission denied`."""
    return error.strerror.lower() if error.strerror else str(error)


def subfolders(root: Path) -> Iterator[Path]:
    """Yield the folders in a folder, sorted by name, except those that start with `.` or `_`."""
    for path in sorted(root.iterdir()):
        if path.is_dir() and not path.name.startswith((".", "_")):
            yield path
