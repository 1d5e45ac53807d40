"""The whole of an incidents folder to a corpus, with the problems of all of it at once."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from ..model import Corpus, Problem
from ..model.corpus import newest_first
from .catalogues import read_catalogues
from .document import did_you_mean
from .files import Folder, subfolders
from .folder import IncidentFolder, read_folder
from .references import Names, check_references

CATALOGUES = ("services.yaml", "lessons.yaml", "severities.yaml")


@dataclass(frozen=True)
class Reading:
    """What was read. The corpus holds the incidents that have no problem of their own."""

    corpus: Corpus
    problems: tuple[Problem, ...] = ()
    folders: dict[str, IncidentFolder] = field(default_factory=dict)


def read(root: Path, *, as_of: date | None = None) -> Reading:
    """Read the incidents and catalogues of a folder.

    Args:
        root: the folder of incidents.
        as_of: the day that whatever depends on today is told by; see `today`.

    Raises:
        FileNotFoundError, NotADirectoryError: there is no such folder. Nothing else is raised:
            whatever is wrong inside is among the problems.
    """
    with _collector_paused():
        return _read(root, as_of or today())


def _read(root: Path, as_of: date) -> Reading:
    shown = _shown(root)
    top = Folder(root, shown)
    paths = list(subfolders(root))
    _check_strays(top)
    catalogues = read_catalogues(top)
    folders = [_read_within(path, top) for path in paths]
    problems = [*top.problems, *_doubled_ids(folders)]
    names = Names(catalogues, frozenset(_all_names(folders)))
    for found in folders:
        problems += found.problems
        problems += check_references(found, names)
    broken = [problem for problem in problems if problem.level == "error"]
    sound = [
        found.incident
        for found in folders
        if found.incident and not any(found.holds(problem) for problem in broken)
    ]
    corpus = Corpus(
        as_of,
        newest_first(sound),
        catalogues.services or {},
        catalogues.lessons or {},
        catalogues.severities or Corpus(date.min).severities,
    )
    return Reading(corpus, tuple(sorted(problems)), {found.id: found for found in folders})


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python's garbage collector from looking at the growing nodes again and again.

    Nodes refer to no one above them, so there is nothing for it to find; left to itself it takes
    more than half of the time of reading a thousand incidents (`tests/benchmarks/reading.py`).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def today() -> date:
    """The day to tell overdue from due by: that of SOURCE_DATE_EPOCH where set, else the clock's.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()


def _shown(root: Path) -> str:
    """The folder's name in messages: from the working directory where it is below that."""
    try:
        return root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return root.as_posix()


def _read_within(path: Path, top: Folder) -> IncidentFolder:
    shown = f"{top.shown}/{path.name}"
    if top.contains(path.name):
        return read_folder(path, shown)
    top.report(
        shown,
        "link-outside-folder",
        "the folder is a symbolic link to a place outside",
        "put the folder itself here",
    )
    return IncidentFolder(path.name, path, shown)


def _check_strays(top: Folder) -> None:
    for path in sorted(top.path.iterdir()):
        if path.is_file() and path.suffix in (".yaml", ".yml") and path.name not in CATALOGUES:
            top.report(
                f"{top.shown}/{path.name}",
                "unknown-file",
                f"`{path.name}` is not a catalogue",
                did_you_mean(path.name, CATALOGUES, "an incident is a folder of its own"),
            )


def _all_names(folders: list[IncidentFolder]) -> list[str]:
    aliases = [alias for found in folders if found.incident for alias in found.incident.aliases]
    return [found.id for found in folders] + aliases


def _doubled_ids(folders: list[IncidentFolder]) -> list[Problem]:
    """An alias that is another incident's id or alias. Folder names cannot be taken twice."""
    taken = {found.id: found for found in folders}
    problems = []
    for found in folders:
        aliases = found.incident.aliases if found.incident else ()
        for index, alias in enumerate(aliases):
            first = taken.setdefault(alias, found)
            if first is not found or alias == found.id or alias in aliases[:index]:
                problems.append(
                    Problem(
                        found.place(("aliases", index)),
                        "doubled-id",
                        f"`{alias}` is already a name of `{first.id}`",
                        "choose another alias",
                    )
                )
    return problems
