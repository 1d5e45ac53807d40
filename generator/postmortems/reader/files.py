"""Files: what may be read from a repository of strangers' pull requests, and what may not."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..model import Place, PostmortemsError, Problem
from .document import Document, RejectedYamlError, compose
from .plain_data import plain

MAX_BYTES = 1_000_000
"""A YAML file larger than this is somebody's log; those belong under `evidence`."""


class FileTooLargeError(PostmortemsError):
    """A file has more bytes than may be read of it."""


class NotARegularFileError(PostmortemsError):
    """A path is a folder, a device, a pipe or a socket, which need not have an end."""


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Raises:
        NotAFile: the path is something else; a named pipe would be waited for without an end.
        FileTooLarge: the file has more bytes; a sparse one may have more than there is memory.
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
    """A folder of the repository, with the name its files go by in messages.

    `texts` are the files that were read, by those names.
    """

    path: Path
    display_path: str
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def report(self, display_path: str, rule: str, message: str, hint: str = "") -> None:
        """Note a problem of a whole file."""
        self.problems.append(Problem(Place(display_path), rule, message, hint))

    def text(self, name: str) -> str | None:
        """The text of a file of this folder; None, and a problem, where it cannot be read."""
        path, display_path = self.path / name, f"{self.display_path}/{name}"
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
            message = "this is no file but a folder, a device or a pipe"
            self.report(display_path, "not-readable", message, "put the file itself here")
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
            self.report(display_path, "not-readable", f"the file cannot be read ({error.strerror})")
        return None

    def load(self, name: str) -> tuple[Document, Any] | None:
        """A YAML file of this folder as a document and as plain data.

        None where it cannot be read at all; whatever is wrong with it is among the problems.
        """
        if (text := self.text(name)) is None:
            return None
        try:
            document = compose(text, f"{self.display_path}/{name}")
            data = plain(document)
        except RejectedYamlError as refused:
            self.problems.append(refused.problem)
            return None
        self.problems.extend(document.problems)
        return document, data

    def path_of(self, name: str) -> Path:
        """Return the path of a file by its name in YAML.

        Names are stored in UTF-8, also where the locale has no such characters.
        """
        return self.path / os.fsdecode(name.encode("utf-8", "surrogateescape"))

    def has(self, name: str) -> bool:
        """Whether a path within this folder is a file that can be looked at."""
        try:
            return self.path_of(name).is_file()
        except (OSError, ValueError):
            return False

    def contains(self, name: str) -> bool:
        """Whether a path, its links followed, stays within this folder."""
        try:
            return self.path_of(name).resolve().is_relative_to(self.path.resolve())
        except (OSError, RuntimeError, ValueError):
            return False


def subfolders(root: Path) -> Iterator[Path]:
    """The folders of a folder in the order of their names, hidden ones left out."""
    for path in sorted(root.iterdir()):
        if path.is_dir() and not path.name.startswith((".", "_")):
            yield path
