"""Write a draft as the folder of an incident that the reader of the project accepts."""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..model import Loc, Place, PostmortemsError, Problem
from ..reader import MAIN
from ..reader.catalogues import Catalogues
from ..reader.document import RejectedYamlError, compose
from ..reader.folder import read_folder
from ..reader.plain_data import plain
from ..reader.references import Names, check_references
from ..reader.rejected import without
from .draft import Draft, Unplaced
from .yaml_text import Line, YamlText, comment, required_at

_MOST_ATTEMPTS = 25
_MOST_LISTED = 40
_MOST_QUOTED = 300
_BLANK = (None, "")


class UnwritableDraftError(PostmortemsError):
    """A draft cannot become an incident that the reader accepts; the message says why."""


@dataclass(frozen=True)
class WrittenDraft:
    """The text of a draft's file, and the values that are only comments in it."""

    text: str
    refused: tuple[Unplaced, ...] = ()


@dataclass
class _Attempt:
    """A draft on its way to a text that the reader accepts."""

    draft: Draft
    data: dict[str, Any]
    comments: Mapping[Loc, list[str]]
    refused: dict[Loc, str] = field(default_factory=dict)
    quotes_all: bool = False

    def lines(self) -> list[Line]:
        """Return the lines of the file."""
        text = YamlText(self.comments, self.refused, self.quotes_all)
        return [*self._head(), *text.lines(self.data), *self._tail()]

    def _head(self) -> Iterator[Line]:
        yield "# yaml-language-server: $schema=../.schema/incident.json", ()
        yield from comment(
            f"A draft, imported from `{self.draft.file_name}`. Compare it with the original under "
            "`evidence`; then remove this comment.",
            "",
        )

    def _tail(self) -> Iterator[Line]:
        """Yield what has no place, as comments for the author."""
        if not (self.draft.unplaced or self.draft.contradictions):
            return
        yield "", ()
        for one in self.draft.contradictions[:_MOST_LISTED]:
            where = f"lines {one.line} and {one.other_line}"
            yield from comment(f"Contradiction, {where} of the original: {one.message}", "")
        for text in self.draft.unplaced[:_MOST_LISTED]:
            words = text.text if len(text.text) <= _MOST_QUOTED else f"{text.text[:_MOST_QUOTED]}…"
            yield from comment(
                f"Not placed, line {text.line} of the original ({text.reason}): {words}", ""
            )
        if (more := len(self.draft.unplaced) - _MOST_LISTED) > 0:
            yield from comment(f"Not placed: {more} more; see the original.", "")

    def refuse(self, problem: Problem, lines: list[Line]) -> None:
        """Make the value that a problem is about a comment.

        Raises:
            UnwritableDraftError: no value can be refused, or the incident must have it.
        """
        loc = lines[problem.place.line - 1][1] if problem.place.line <= len(lines) else ()
        while loc and (loc in self.refused or required_at(loc)):
            loc = loc[:-1]
        if not loc:
            raise UnwritableDraftError(problem.message)
        hint = f"; {problem.hint}" if problem.hint else ""
        self.refused[loc] = f"Left out: {problem.message}{hint}"

    def unplaced(self) -> Iterator[Unplaced]:
        """Yield the refused values with the reasons."""
        for loc, reason in self.refused.items():
            value: Any = self.data
            for step in loc:
                value = value[step]
            place = ".".join(map(str, loc))
            yield Unplaced(self.draft.line, f"{place}: {_words(value)}", reason)


def _words(value: Any) -> str:
    """Return the texts of a value."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_words(inner)}" for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(map(_words, value))
    return str(value)


def write_accepted(
    folder: Path,
    draft: Draft,
    data: dict[str, Any],
    comments: Mapping[Loc, list[str]],
    names: tuple[Catalogues, Collection[str]],
) -> WrittenDraft:
    """Write the file of a draft into a folder, so that the reader accepts every value of it.

    Values that the reader refuses become comments with the reason.

    Args:
        folder: the folder, which has the files of evidence already, with its final name.
        draft: the draft.
        data: its normalized data.
        comments: the comments by place.
        names: the catalogues, and the ids and aliases of all other incidents.

    Raises:
        UnwritableDraftError: a value that an incident must have is refused.
        OSError: the file cannot be written.
    """
    attempt = _Attempt(draft, data, comments)
    for _ in range(_MOST_ATTEMPTS):
        lines = attempt.lines()
        text = "".join(f"{line}\n" for line, _ in lines)
        if not _is_same(text, attempt):
            if attempt.quotes_all:
                break
            attempt.quotes_all = True
            continue
        (folder / MAIN).write_text(text, encoding="utf-8", newline="\n")
        problems = _errors(folder, *names)
        if not problems:
            return WrittenDraft(text, tuple(attempt.unplaced()))
        for problem in problems:
            attempt.refuse(problem, lines)
    raise UnwritableDraftError("the reader does not get the values that were written")


def _errors(folder: Path, catalogues: Catalogues, others: Collection[str]) -> list[Problem]:
    """Return the errors of an incident, one per line of its file."""
    incident = read_folder(folder, folder.name, catalogues)
    aliases = incident.incident.aliases if incident.incident else ()
    names = Names(catalogues, frozenset({*others, folder.name, *aliases}))
    problems = [*incident.problems, *check_references(incident, names)]
    if aliases:
        problems += _used_names(incident.place(("aliases",)), aliases, others)
    by_line = {
        problem.place.line: problem for problem in reversed(problems) if problem.level == "error"
    }
    return [by_line[line] for line in sorted(by_line)]


def _used_names(
    place: Place, aliases: Collection[str], others: Collection[str]
) -> Iterator[Problem]:
    for alias in aliases:
        if alias in others:
            yield Problem(place, "doubled-id", f"`{alias}` is already a name of another incident")


def _is_same(text: str, attempt: _Attempt) -> bool:
    """Return whether the reader gets the values that were written."""
    try:
        data = plain(compose(text, MAIN))
    except RejectedYamlError:
        return False
    accepted = without(attempt.data, _outermost(attempt.refused))
    return bool(_comparable(data) == _comparable(accepted))


def _outermost(locs: Collection[Loc]) -> list[Loc]:
    """Return the places that are not within another one."""
    return [loc for loc in locs if not any(loc[:n] in locs for n in range(1, len(loc)))]


def _comparable(value: Any) -> Any:
    """Return a value with texts as the reader gets them, and without what is blank."""
    if isinstance(value, Mapping):
        values = {name: _comparable(one) for name, one in value.items()}
        return {name: one for name, one in values.items() if one not in _BLANK} or None
    if isinstance(value, (list, tuple)):
        return [one for one in map(_comparable, value) if one is not None] or None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.strip() if isinstance(value, str) else None if value is None else str(value)


def publish(staged: Path, final: Path) -> None:
    """Move a complete folder to its place.

    Raises:
        FileExistsError: there is something in its place, which stays as it is.
    """
    if os.path.lexists(final):
        raise FileExistsError(final.as_posix())
    staged.rename(final)


def remove(folder: Path) -> None:
    """Remove a staged folder, if it is still there."""
    shutil.rmtree(folder, ignore_errors=True)
