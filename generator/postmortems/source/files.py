"""Files: what may be read from a repository of strangers' pull requests, and what may not."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..model import Place, Problem
from .document import Document, Refused, compose, plain

MAX_BYTES = 1_000_000
"""A YAML file larger than this is somebody's log; those belong under `evidence`."""


@dataclass
class Folder:
    """A folder of the repository, with the name its files go by in messages.

    `texts` are the files that were read, by those names.
    """

    path: Path
    shown: str
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def report(self, shown: str, rule: str, message: str, hint: str = "") -> None:
        """Note a problem of a whole file."""
        self.problems.append(Problem(Place(shown), rule, message, hint))

    def text(self, name: str) -> str | None:
        """The text of a file of this folder; None, and a problem, where it cannot be read."""
        path, shown = self.path / name, f"{self.shown}/{name}"
        if not self.contains(name):
            self.report(
                shown,
                "link-outside-folder",
                "the file is a symbolic link to a place outside its folder",
                "put the file itself here",
            )
            return None
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                self.report(
                    shown,
                    "file-too-large",
                    f"the file has {size:,} bytes, more than the {MAX_BYTES:,} allowed",
                    "move raw data under `evidence`",
                )
                return None
            self.texts[shown] = path.read_bytes().decode("utf-8-sig")
            return self.texts[shown]
        except UnicodeDecodeError as error:
            self.texts[shown] = error.object.decode("utf-8-sig", "replace")
            good = error.object[: error.start].decode("utf-8", "replace")
            line, column = good.count("\n") + 1, len(good.rpartition("\n")[2]) + 1
            self.problems.append(
                Problem(
                    Place(shown, line, column),
                    "not-utf-8",
                    f"the byte 0x{error.object[error.start]:02x} is not UTF-8",
                    "save the file as UTF-8",
                )
            )
        except OSError as error:
            self.report(shown, "not-readable", f"the file cannot be read ({error.strerror})")
        return None

    def load(self, name: str) -> tuple[Document, Any] | None:
        """A YAML file of this folder as a document and as plain data.

        None where it cannot be read at all; whatever is wrong with it is among the problems.
        """
        if (text := self.text(name)) is None:
            return None
        try:
            document = compose(text, f"{self.shown}/{name}")
            data = plain(document)
        except Refused as refused:
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
