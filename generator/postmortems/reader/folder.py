"""Read the folder of an incident: its main file, and the files of its sections."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ..model import Incident, Loc, Place, Problem
from ..model.format import SECTIONS as SECTION_FIELDS
from ..model.record import is_empty
from ..model.scalars import NAME_LENGTH
from ..model.suggestions import did_you_mean
from .document import Document
from .files import Folder, reason
from .local_times import with_complete_times
from .lost_text import text_problems
from .rejected import RejectedValues
from .scalars import types_of
from .validation import validate
from .validation_messages import Names

MAIN = "incident.yaml"
SECTIONS = tuple(SECTION_FIELDS)
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-[a-z0-9]+(?:-[a-z0-9]+)*")
_SUFFIXES = (".yaml", ".yml")
_KEPT_HEADS = ("related",)
"""The keys whose places are kept with an incident: those at which a rule that compares incidents
reports findings, after the parsed files of all incidents were dropped."""


@dataclass
class IncidentFolder:
    """The folder of an incident: the incident, its problems, and the place of each value.

    Methods take a `loc` of the incident and return a `Place` in a file.

    Attributes:
        id: the name of the folder.
        path: the path of the folder.
        display_path: its path in messages.
        incident: the incident without the `rejected` values; None if too little of it is valid.
        problems: the problems of the folder and its files.
        parsed: the parsed files; None if they were not kept, see `documents`.
        whole: whether every file could be read.
        named: whether the folder's name is valid.
        rejected: the values that are not in the incident, because they are invalid.
        texts: the content of each file that was read, by its path in messages.
        digest: a hash of all that was read, if it was read through a cache.
        examined: what the function `examine` of `read` returned for it, if it was called.
        heads: the places of some keys, see `head`, for when the parsed files were not kept.
        again: files that were parsed again without all others: the main file, and that of which the
            name is the key, if it is not empty.
    """

    id: str
    path: Path
    display_path: str
    incident: Incident | None = None
    problems: list[Problem] = field(default_factory=list)
    parsed: dict[str, Document] | None = field(default_factory=dict)
    whole: bool = True
    named: bool = True
    rejected: RejectedValues = field(default_factory=RejectedValues)
    texts: dict[str, str] = field(default_factory=dict)
    digest: bytes = b""
    examined: Any = None
    heads: dict[Loc, Place] = field(default_factory=dict)
    again: dict[str, dict[str, Document]] = field(default_factory=dict)

    @property
    def documents(self) -> dict[str, Document]:
        """The parsed files by section; the main file has the empty name.

        A folder from a cache or from another process parses them on first use: only the places of
        problems need them.
        """
        if self.parsed is None:
            self.parsed = self._parse(sorted(path.rpartition("/")[2] for path in self.texts))
        return self.parsed

    def _parse(self, names: list[str]) -> dict[str, Document]:
        """Parse some of the files again, from the same texts: the files can be different by now."""
        again = IncidentFolder(self.path.name, self.path, self.display_path)
        _read_files(again, Folder(self.path, self.display_path, known=self.texts), names)
        return again.parsed or {}

    def __getstate__(self) -> dict[str, Any]:
        """Return the state for a pickle, without the parsed files, which are large."""
        return self.__dict__ | {"parsed": None, "again": {}, "examined": None}

    def path_within(self, problem: Problem) -> str:
        """Return the path of a problem's file within this folder; empty for the folder itself."""
        return problem.place.path.removeprefix(self.display_path).removeprefix("/")

    def place(self, loc: Loc = (), key: bool = False) -> Place:
        """Return the place of a value, or of its key."""
        document, rest = self._document(loc)
        return document.place(rest, key=key)

    def is_flow(self, loc: Loc) -> bool:
        """Whether a value is a mapping or list in flow style, with braces or brackets."""
        document, rest = self._document(loc)
        return document.is_flow(rest)

    def line_of(self, loc: Loc, line: int) -> Place:
        """Return the place of a line, from 1, within a text of several lines."""
        document, rest = self._document(loc)
        place = document.place(rest)
        offset = line if document.starts_block(rest) else line - 1
        # The lines of a quoted text that is written with `\n` are on one line of the file.
        line_count = len(document.text.splitlines())
        if place.line + offset > line_count:
            return place
        return Place(place.path, place.line + offset, place.column if offset == 0 else 1)

    def was_rejected(self, loc: Loc) -> bool:
        """Whether a value is in the files but, because of a problem, not in the incident."""
        document, rest = self._document(loc)
        value: Any = self.incident
        for step in loc:
            if isinstance(step, int):
                value = value[step] if value and step < len(value) else None
            else:
                value = getattr(value, step, None)
        is_in_file = document.has(rest) or self.rejected.was_rejected(self.rejected.in_file(loc))
        return is_empty(value) and is_in_file

    def head(self, loc: Loc) -> Place:
        """Return the place of a scalar, or of the key of a list or mapping."""
        if self.parsed is None and loc in self.heads:
            return self.heads[loc]
        document, rest = self._document(loc)
        return document.head(rest)

    def place_of_word(self, loc: Loc, word: str, occurrence: int = 0) -> Place:
        """Return the place of a word within a text; see `Document.place_of_word`."""
        document, rest = self._document(loc)
        return document.place_of_word(rest, word, occurrence)

    def _document(self, loc: Loc) -> tuple[Document, Loc]:
        loc = self.rejected.in_file(loc)
        section = str(loc[0]) if loc else ""
        documents = self.documents if self.parsed is not None else self._parsed_again(section)
        if section and (document := documents.get(section)):
            return document, loc[1:]
        return documents[""], loc

    def _parsed_again(self, section: str) -> dict[str, Document]:
        """Return the main file and that of a section; all files if another section was asked for.

        Most often one section is, and two files are parsed faster than all.
        """
        own = f"{section}.yaml" if f"{self.display_path}/{section}.yaml" in self.texts else ""
        if own not in self.again:
            if any(self.again):
                return self.documents
            self.again[own] = self._parse([MAIN, own] if own else [MAIN])
        return self.again[own]


def read_folder(path: Path, display_path: str, catalogues: Names | None = None) -> IncidentFolder:
    """Read one incident. Problems are in the result; no exception is raised.

    Args:
        path: the folder.
        display_path: its path in messages.
        catalogues: the names of the catalogues, to suggest one if a title is written instead.
    """
    folder = IncidentFolder(path.name, path, display_path)
    files = Folder(path, display_path, folder.problems, folder.texts)
    folder.named = _check_name(path.name, files)
    try:
        names = sorted(entry.name for entry in path.iterdir())
        has_main = (path / MAIN).is_file()
    except OSError as error:
        message = f"cannot read the folder: {reason(error)}"
        files.report(display_path, "not-readable", message)
        return folder
    if not has_main:
        files.report(display_path, "missing-file", f"the folder has no `{MAIN}`", "add the file")
        names = [name for name in names if name != MAIN]
    data = _read_files(folder, files, names)
    if "" not in folder.documents:
        return folder
    if "id" in data:
        folder.problems.append(
            Problem(
                folder.place(("id",), True),
                "unknown-key",
                "`id` is not a key of the file",
                "remove it; the folder's name is the id",
            )
        )
    for section, document in folder.documents.items():
        kind = types_of(Incident)[section] if section else Incident
        folder.problems += text_problems(kind, document)
    data = with_complete_times(data, path.name) | {"id": path.name}
    folder.incident, problems, rejected = validate(Incident, data, folder, catalogues)
    folder.problems += problems
    # From here on, each `loc` is one of the incident; during validation it was one of the files.
    folder.rejected = rejected
    folder.heads = {(key,): folder.head((key,)) for key in _KEPT_HEADS}
    if not folder.whole:
        # References could not be checked against a file that could not be read.
        folder.incident = None
    return folder


def _read_files(folder: IncidentFolder, files: Folder, names: list[str]) -> dict[str, Any]:
    """Parse the files of a folder, and return their content as that of one file."""
    data = _read_main(folder, files) if MAIN in names else {}
    for name in names:
        if name.endswith(_SUFFIXES) and name != MAIN:
            _read_section(name, data, folder, files)
    return data


def _check_name(name: str, files: Folder) -> bool:
    match = _NAME.fullmatch(name)
    if match and len(name) > NAME_LENGTH:
        files.report(
            files.display_path,
            "folder-name",
            f"the name has {len(name)} characters, more than the {NAME_LENGTH} allowed",
            "shorten the slug",
        )
        return False
    try:
        if match and date.fromisoformat(match[1]):
            return True
    except ValueError:
        pass
    files.report(
        files.display_path,
        "folder-name",
        f"folder name must be `YYYY-MM-DD-slug`, not `{name}`",
        "use a valid date, and lower case letters, digits and hyphens for the slug",
    )
    return False


def _read_main(folder: IncidentFolder, files: Folder) -> dict[str, Any]:
    if (loaded := files.load(MAIN)) is None:
        return {}
    document, data = loaded
    if data is None:
        files.report(
            document.path,
            "empty-file",
            "the file has only comments",
            "fill it in or remove it",
        )
        return {}
    if not isinstance(data, dict):
        folder.problems.append(
            Problem(document.place(), "wrong-type", "the file must be a mapping (`key: value`)")
        )
        return {}
    folder.documents[""] = document
    return data


def _read_section(name: str, data: dict[str, Any], folder: IncidentFolder, files: Folder) -> None:
    section = Path(name).stem
    if section not in SECTIONS or not name.endswith(".yaml"):
        filenames = [f"{section}.yaml" for section in SECTIONS]
        files.report(
            f"{files.display_path}/{name}",
            "unknown-file",
            f"`{name}` is not a file of an incident",
            did_you_mean(name, [MAIN, *filenames], "raw data belongs under `evidence`"),
        )
        return
    if (loaded := files.load(name)) is None:
        folder.whole = False
        return
    document, value = loaded
    if isinstance(value, dict) and list(value) == [section]:
        folder.whole = False
        message = f"the file repeats the key `{section}`; it must hold only the value"
        hint = f"remove the line `{section}:`, and indent the lines below it less"
        folder.problems.append(
            Problem(document.place((section,), key=True), "section-given-twice", message, hint)
        )
        return
    if data.get(section) is not None:
        first = folder.documents[""].place((section,), key=True)
        folder.problems.append(
            Problem(
                document.place(),
                "section-given-twice",
                f"duplicate section `{section}`, first at {first}",
                "remove one of them",
            )
        )
        return
    folder.documents[section] = document
    if value is not None:
        data[section] = value
