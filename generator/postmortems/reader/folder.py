"""An incident's folder to an incident: the sections from their files, each exactly once."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ..model import HEADINGS, Incident, Loc, Place, Problem
from ..model.record import is_empty
from ..model.scalars import NAME_LENGTH
from ..model.suggestions import did_you_mean
from .document import Document
from .files import Folder
from .lost_text import text_problems
from .rejected import RejectedValues
from .scalars import types_of
from .validation import validate
from .validation_messages import Names

MAIN = "incident.yaml"
SECTIONS = tuple(name for name in HEADINGS if name != "overview")
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-[a-z0-9]+(?:-[a-z0-9]+)*")
_SUFFIXES = (".yaml", ".yml")


@dataclass
class IncidentFolder:
    """What was found in an incident's folder, and where each value of it stands.

    Where there are problems, the incident is what is left without the values they are of, which
    `left_out` knows. Places are asked for by the incident, and told of the files.

    `texts` are its files that were read, by the names that messages give them. It is `whole` when
    every file of it could be read, and `named` when its name has a day.
    """

    id: str
    path: Path
    display_path: str
    incident: Incident | None = None
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    whole: bool = True
    named: bool = True
    left_out: RejectedValues = field(default_factory=RejectedValues)
    texts: dict[str, str] = field(default_factory=dict)

    def holds(self, problem: Problem) -> bool:
        """Whether a problem is in one of this folder's files, or of the folder itself."""
        return problem.place.path == self.display_path or problem.place.path.startswith(
            f"{self.display_path}/"
        )

    def place(self, loc: Loc = (), key: bool = False) -> Place:
        """The place of a value of the incident, in whichever file its section is."""
        document, rest = self._document(loc)
        return document.place(rest, key=key)

    def is_flow(self, loc: Loc) -> bool:
        """Whether a value stands between braces or brackets."""
        document, rest = self._document(loc)
        return document.is_flow(rest)

    def line_of(self, loc: Loc, line: int) -> Place:
        """The place of a line (from 1) of a text of several lines."""
        document, rest = self._document(loc)
        place = document.place(rest)
        shift = line if document.starts_block(rest) else line - 1
        # Lines of a text that is written with `\n` have no lines of the file.
        last = len(document.text.splitlines())
        if place.line + shift > last:
            return place
        return Place(place.path, place.line + shift, place.column if shift == 0 else 1)

    def lost(self, loc: Loc) -> bool:
        """Whether a value stands in the files that the incident lacks because of a problem."""
        document, rest = self._document(loc)
        value: Any = self.incident
        for step in loc:
            if isinstance(step, int):
                value = value[step] if value and step < len(value) else None
            else:
                value = getattr(value, step, None)
        was_there = document.has(rest) or self.left_out.covers(self.left_out.in_file(loc))
        return is_empty(value) and was_there

    def head(self, loc: Loc) -> Place:
        """The place of a value, or of its key where it has parts."""
        document, rest = self._document(loc)
        return document.head(rest)

    def place_of_word(self, loc: Loc, word: str, occurrence: int = 0) -> Place:
        """The place of a word within a text of the incident; `occurrence` as in `Document`."""
        document, rest = self._document(loc)
        return document.place_of_word(rest, word, occurrence)

    def _document(self, loc: Loc) -> tuple[Document, Loc]:
        loc = self.left_out.in_file(loc)
        if loc and (own := self.documents.get(str(loc[0]))):
            return own, loc[1:]
        return self.documents[""], loc


def read_folder(path: Path, display_path: str, catalogues: Names | None = None) -> IncidentFolder:
    """Read one incident; whatever is wrong is in its problems, and nothing is raised.

    Args:
        path: the folder.
        display_path: its name in messages.
        catalogues: the names that it may point at, to suggest one for a title in its place.
    """
    found = IncidentFolder(path.name, path, display_path)
    files = Folder(path, display_path, found.problems, found.texts)
    found.named = _check_name(path.name, files)
    try:
        names = sorted(entry.name for entry in path.iterdir())
        is_there = (path / MAIN).is_file()
    except OSError as error:
        files.report(display_path, "not-readable", f"the folder cannot be read ({error.strerror})")
        return found
    if not is_there:
        files.report(display_path, "missing-file", f"the folder has no file `{MAIN}`", "add it")
    data = _main(found, files) if is_there else {}
    for name in names:
        if name.endswith(_SUFFIXES) and name != MAIN:
            _section(name, data, found, files)
    if "" not in found.documents:
        return found
    if "id" in data:
        found.problems.append(
            Problem(
                found.place(("id",), True),
                "unknown-key",
                "`id` is not a key of the file",
                "the folder's name is the id; remove the key",
            )
        )
    for section, document in found.documents.items():
        kind = types_of(Incident)[section] if section else Incident
        found.problems += text_problems(kind, document)
    found.incident, problems, left_out = validate(
        Incident, data | {"id": path.name}, found, catalogues
    )
    found.problems += problems
    # From here on places are those of the incident.
    found.left_out = left_out
    if not found.whole:
        # What the rest points at may be in the file that could not be read.
        found.incident = None
    return found


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
        f"`{name}` is not a day and a name",
        "call the folder `YYYY-MM-DD-slug`, the slug in lower case letters, digits and hyphens",
    )
    return False


def _main(found: IncidentFolder, files: Folder) -> dict[str, Any]:
    if (loaded := files.load(MAIN)) is None:
        return {}
    document, data = loaded
    if data is None:
        files.report(
            document.path,
            "empty-file",
            "the file holds nothing but comments",
            "fill it in or remove it",
        )
        return {}
    if not isinstance(data, dict):
        found.problems.append(
            Problem(document.place(), "wrong-type", "the file must be a mapping (`key: value`)")
        )
        return {}
    found.documents[""] = document
    return data


def _section(name: str, data: dict[str, Any], found: IncidentFolder, files: Folder) -> None:
    section = Path(name).stem
    if section not in SECTIONS or not name.endswith(".yaml"):
        wanted = [f"{section}.yaml" for section in SECTIONS]
        files.report(
            f"{files.display_path}/{name}",
            "unknown-file",
            f"`{name}` is not a file of an incident",
            did_you_mean(name, [MAIN, *wanted], "raw data belongs under `evidence`"),
        )
        return
    if (loaded := files.load(name)) is None:
        found.whole = False
        return
    document, value = loaded
    if isinstance(value, dict) and list(value) == [section]:
        found.whole = False
        message = f"the file is the value of `{section}`, and the key is not repeated in it"
        hint = f"remove the line `{section}:`, and indent the lines below it less"
        found.problems.append(
            Problem(document.place((section,), key=True), "section-given-twice", message, hint)
        )
        return
    if data.get(section) is not None:
        first = found.documents[""].place((section,), key=True)
        found.problems.append(
            Problem(
                document.place(),
                "section-given-twice",
                f"`{section}` is given here and at {first}",
                "keep one of them",
            )
        )
        return
    found.documents[section] = document
    if value is not None:
        data[section] = value
