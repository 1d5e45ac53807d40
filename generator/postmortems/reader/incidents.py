"""Read an incidents folder into a corpus, and collect all problems."""

import gc
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from ..cache import Cache
from ..model import Corpus, Place, Problem, RuleSetting
from ..model.format import CATALOGUES as CATALOGUE_TYPES
from ..model.suggestions import did_you_mean
from ..progress import SILENT, Progress
from .cached_folders import FolderReader
from .catalogues import Catalogues, read_catalogues
from .clock import today
from .files import Folder, subfolders
from .folder import IncidentFolder
from .references import Names, check_references
from .relevant_incidents import SearchTerms, relevant
from .synonyms import FILE as SYNONYMS

CATALOGUES = (*(f"{name}.yaml" for name in CATALOGUE_TYPES), SYNONYMS)

Examine = Callable[[IncidentFolder, Catalogues, date], Any]
"""A function of an incident, the catalogues and the day that is used as today."""


@dataclass(frozen=True)
class ReadResult:
    """The corpus and problems of an incidents folder.

    Attributes:
        corpus: the incidents without errors, and the catalogues.
        problems: the problems, sorted by place.
        folders: the folders that were read, by incident id.
        asked: the ids of the requested incidents; others were read because they are relevant.
        whole: whether all incidents were requested.
        rules: the settings of `rules.yaml`.
        rule_places: the place of each setting.
        texts: the content of each file that was read, by its path in messages.
    """

    corpus: Corpus
    problems: tuple[Problem, ...] = ()
    folders: dict[str, IncidentFolder] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    whole: bool = True
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    rule_places: Mapping[str, Place] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def digests(self) -> dict[str, bytes]:
        """A hash of each incident and of the catalogues, by id, where the files are plain files."""
        return {name: folder.digest for name, folder in self.folders.items() if folder.digest}

    def path_within(self, problem: Problem) -> str:
        """Return the path of a problem's file within the incidents folder.

        The file of a problem without an incident is taken for a file of that folder.
        """
        if problem.incident is None:
            return problem.place.path.rpartition("/")[2]
        file = self.folders[problem.incident].path_within(problem)
        return f"{problem.incident}/{file}" if file else problem.incident


def read(
    root: Path,
    *,
    as_of: date | None = None,
    only: Collection[str] | None = None,
    search_terms: SearchTerms = lambda incident: (),
    progress: Progress = SILENT,
    cache: Cache | None = None,
    workers: int | None = None,
    examine: Examine | None = None,
) -> ReadResult:
    """Read the incidents and catalogues of a folder.

    Args:
        root: the folder of incidents.
        as_of: the day that is used as today; see `today` for the default.
        only: the ids of the requested incidents; all of them by default. Of the others, only those
            are read that are relevant to a requested one: its id, aliases, related incidents or
            `search_terms` occur in their files. Reading one among thousands is fast this way.
        search_terms: the words that make another incident relevant.
        progress: shows how many incidents were read.
        cache: holds the incidents that did not change since they were read last.
        workers: the number of processes that read; None for one per processor.
        examine: called for each of many incidents that were not in the cache, while its parsed
            files are in memory; the result is in `IncidentFolder.examined`.

    Raises:
        FileNotFoundError, NotADirectoryError: there is no such folder. Nothing else is raised;
            the problems include everything that is wrong in the folder.
    """
    with _collector_paused():
        job = _Reading(root, only, search_terms, progress, cache or Cache(None), workers, examine)
        return job.result(as_of or today())


def reread(root: Path, name: str, corpus: Corpus) -> ReadResult:
    """Read one incident of a corpus again, after its files changed.

    Like `read` with `only`, but in a time that does not depend on the size of the other incidents:
    their files are not opened. The corpus of the result has the incident as it is now, and lacks it
    if it has errors.

    Args:
        root: the folder of incidents.
        name: the id of the incident.
        corpus: the other incidents; their catalogues are read again.
    """
    with _collector_paused():
        top = Folder(root, _display_path(root))
        catalogues = read_catalogues(top)
        folder = _read_within(
            root / name, top, FolderReader(catalogues, top.texts, Cache(None), workers=0)
        )
        others = [
            IncidentFolder(one.id, root / one.id, f"{top.display_path}/{one.id}", one)
            for one in corpus.incidents
            if one.id != name
        ]
        paths = list(subfolders(root))
        return _result(top, catalogues, paths, [folder], others, corpus.as_of, whole=False)


@dataclass(frozen=True)
class _Reading:
    """The arguments of `read`."""

    root: Path
    only: Collection[str] | None
    search_terms: SearchTerms
    progress: Progress
    cache: Cache
    workers: int | None
    examine: Examine | None

    def result(self, as_of: date) -> ReadResult:
        """Read the folder."""
        top = Folder(self.root, _display_path(self.root))
        paths = list(subfolders(self.root))
        _check_catalogue_names(top)
        catalogues = read_catalogues(top)
        texts, examine = dict(top.texts), self._examination(catalogues, as_of)
        reader = FolderReader(catalogues, texts, self.cache, self.workers, examine)
        requested = self._read(paths, top, reader)
        others: list[IncidentFolder] = []
        if self.only is not None:
            rest = [path for path in paths if path.name not in self.only]
            others_paths = relevant(rest, requested, self.search_terms)
            others = [_read_within(path, top, reader) for path in others_paths]
        whole = self.only is None
        return _result(top, catalogues, paths, requested, others, as_of, whole=whole)

    def _examination(
        self, catalogues: Catalogues, as_of: date
    ) -> Callable[[IncidentFolder], Any] | None:
        examine = self.examine
        return examine and (lambda folder: examine(folder, catalogues, as_of))

    def _read(self, paths: list[Path], top: Folder, reader: FolderReader) -> list[IncidentFolder]:
        """Read the requested incidents."""
        selected = [path for path in paths if self.only is None or path.name in self.only]
        inside = {path: _display(path, top) for path in selected if top.contains(path.name)}
        folders = reader.read_all(list(inside.items()))
        return [
            next(folders) if path in inside else _read_within(path, top, reader)
            for path in self.progress.over(selected, len(selected), "reading incidents")
        ]


def _result(
    top: Folder,
    catalogues: Catalogues,
    paths: list[Path],
    requested: list[IncidentFolder],
    others: list[IncidentFolder],
    as_of: date,
    *,
    whole: bool,
) -> ReadResult:
    """Check what concerns several incidents, and return the result.

    The references of `others` are checked only in as far as these were read: an error in a file
    that was not requested is not reported.
    """
    folders = requested + others
    names = Names(catalogues, frozenset([path.name for path in paths] + _aliases(folders)))
    _add_duplicate_ids(folders)
    for folder in folders:
        if folder.texts:  # else it was not read again
            folder.problems += check_references(folder, names)
        folder.problems = [replace(problem, incident=folder.id) for problem in folder.problems]
    valid_incidents = [
        folder.incident
        for folder in folders
        if folder.incident and not any(problem.level == "error" for problem in folder.problems)
    ]
    return ReadResult(
        catalogues.corpus(as_of, valid_incidents),
        tuple(sorted(chain(top.problems, *(folder.problems for folder in requested)))),
        {folder.id: folder for folder in folders},
        tuple(folder.id for folder in requested),
        whole,
        catalogues.rules,
        catalogues.rule_places,
        top.texts | {path: text for folder in folders for path, text in folder.texts.items()},
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause Python's cyclic garbage collector while nodes are created.

    Nodes form no cycles, so it has nothing to collect, but it would take more than half of the time
    of reading a thousand incidents (`tests/benchmarks/reading.py`).
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _display_path(root: Path) -> str:
    """Return the folder's path in messages, relative to the working directory if it is below."""
    try:
        return root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return root.as_posix()


def _display(path: Path, top: Folder) -> str:
    return f"{top.display_path}/{path.name}"


def _read_within(path: Path, top: Folder, reader: FolderReader) -> IncidentFolder:
    display_path = _display(path, top)
    if top.contains(path.name):
        return next(reader.read_all([(path, display_path)]))
    problem = Problem(
        Place(display_path),
        "link-outside-folder",
        "the folder is a symbolic link to a place outside",
        "put the folder itself here",
    )
    return IncidentFolder(path.name, path, display_path, problems=[problem])


def _check_catalogue_names(top: Folder) -> None:
    for path in sorted(top.path.iterdir()):
        is_yaml = path.suffix in (".yaml", ".yml")
        if is_yaml and path.name not in CATALOGUES and path.is_file():
            top.report(
                f"{top.display_path}/{path.name}",
                "unknown-file",
                f"`{path.name}` is not a catalogue",
                did_you_mean(path.name, CATALOGUES, "an incident is a folder of its own"),
            )


def _aliases(folders: list[IncidentFolder]) -> list[str]:
    return [alias for folder in folders if folder.incident for alias in folder.incident.aliases]


def _add_duplicate_ids(folders: list[IncidentFolder]) -> None:
    """Add a problem for each alias that is also another id or alias. Folder names are unique."""
    owners = {folder.id: folder for folder in folders}
    for folder in sorted(folders, key=lambda folder: folder.id):
        aliases = folder.incident.aliases if folder.incident else ()
        own_names = {folder.id}
        for index, alias in enumerate(aliases):
            owner = owners.setdefault(alias, folder)
            if folder.texts and (owner is not folder or alias in own_names):
                folder.problems.append(
                    Problem(
                        folder.place(("aliases", index)),
                        "doubled-id",
                        f"duplicate alias `{alias}`, already a name of `{owner.id}`",
                        "choose another alias",
                    )
                )
            own_names.add(alias)
