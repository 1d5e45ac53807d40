"""The whole of an incidents folder to a corpus, with the problems of all of it at once."""

import gc
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from ..model import Corpus, Incident, Place, Problem, RuleSetting
from ..model.corpus import newest_first
from ..model.moment import YEARS
from ..model.scalars import shortened
from ..model.suggestions import did_you_mean
from .catalogues import Catalogues, read_catalogues
from .files import MAX_BYTES, Folder, subfolders
from .folder import IncidentFolder, read_folder
from .references import Names, check_references

CATALOGUES = ("services.yaml", "lessons.yaml", "severities.yaml", "rules.yaml")

LAST_EPOCH = str(int(datetime(YEARS[-1], 12, 31, tzinfo=UTC).timestamp()))
"""The last moment that SOURCE_DATE_EPOCH can be, in its own form."""

SearchTerms = Callable[[Incident], Iterable[tuple[str, ...]]]
"""What to know other incidents by that matter to one: groups of words of which their files hold at
least one group whole."""


@dataclass(frozen=True)
class ReadResult:
    """What was read. The corpus holds the incidents that have no problem of their own.

    `asked` are the ids of those that were asked for; others are there because they matter to them.
    It is `whole` when all were asked for. `texts` are the files that were read, by the names that
    messages give them.
    """

    corpus: Corpus
    problems: tuple[Problem, ...] = ()
    folders: dict[str, IncidentFolder] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    whole: bool = True
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    rule_places: Mapping[str, Place] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def read(
    root: Path,
    *,
    as_of: date | None = None,
    only: Collection[str] | None = None,
    search_terms: SearchTerms = lambda incident: (),
) -> ReadResult:
    """Read the incidents and catalogues of a folder.

    Args:
        root: the folder of incidents.
        as_of: the day that whatever depends on today is told by; see `today`.
        only: the ids of the incidents that are asked for; all of them by default. Of the others
            only those are read that the `search_terms` of the ones asked for match, so that one
            among thousands is read quickly.
        search_terms: what those others are known by.

    Raises:
        FileNotFoundError, NotADirectoryError: there is no such folder. Nothing else is raised:
            whatever is wrong inside is among the problems.
    """
    with _collector_paused():
        return _read(root, as_of or today(), only, search_terms)


def _read(
    root: Path, as_of: date, only: Collection[str] | None, search_terms: SearchTerms
) -> ReadResult:
    display_path = _display_path(root)
    top = Folder(root, display_path)
    paths = list(subfolders(root))
    _check_strays(top)
    catalogues = read_catalogues(top)
    folders = [
        _read_within(path, top, catalogues) for path in paths if only is None or path.name in only
    ]
    asked = tuple(found.id for found in folders)
    if only is not None:
        rest = [path for path in paths if path.name not in only]
        pointed_to = _pointed_to(rest, folders, search_terms)
        folders += [_read_within(path, top, catalogues) for path in pointed_to]
    names = Names(catalogues, frozenset([path.name for path in paths] + _aliases(folders)))
    problems = _doubled_ids(folders)
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
    by_id = {found.id: found for found in folders}
    if only is not None:
        problems = [found for found in problems if any(by_id[name].holds(found) for name in asked)]
    return ReadResult(
        corpus,
        tuple(sorted(top.problems + problems)),
        by_id,
        asked,
        only is None,
        catalogues.rules,
        catalogues.rule_places,
        top.texts
        | {display_path: text for found in folders for display_path, text in found.texts.items()},
    )


def _pointed_to(
    paths: list[Path], asked: list[IncidentFolder], search_terms: SearchTerms
) -> Iterator[Path]:
    """Of the folders not asked for, those whose files hold what points to them."""
    groups: set[tuple[str, ...]] = set()
    for found in asked:
        groups.add((found.id,))
        if incident := found.incident:
            groups |= {(alias,) for alias in incident.aliases}
            groups |= {(row.incident,) for row in incident.related}
            groups |= set(search_terms(incident))
    wanted = [tuple(map(_bytes, group)) for group in sorted(groups)]
    for path in paths:
        held = _bytes(path.name) + b"\0".join(_contents(path))
        if any(all(word in held for word in group) for group in wanted):
            yield path


def _bytes(word: str) -> bytes:
    """A word as a file has it; the name of a folder may hold bytes that are no text."""
    return word.encode("utf-8", "surrogateescape")


def _contents(path: Path) -> Iterator[bytes]:
    """The bytes of a folder's YAML files, so far as they can be read and are within it."""
    folder = Folder(path, path.name)
    for file in sorted(path.glob("*.yaml")):
        if folder.contains(file.name) and folder.has(file.name):
            with suppress(OSError), file.open("rb") as opened:
                yield opened.read(MAX_BYTES)


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


def now() -> datetime:
    """The moment something is made: that of SOURCE_DATE_EPOCH where set, else the clock's.

    See https://reproducible-builds.org/specs/source-date-epoch/.

    Raises:
        SystemExit: SOURCE_DATE_EPOCH is in a year that no incident can be of. A build whose results
            are to be repeated must not go on with the clock's time.
    """
    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdecimal():
        if len(epoch) <= len(LAST_EPOCH) and int(epoch) <= int(LAST_EPOCH):
            return datetime.fromtimestamp(int(epoch), UTC)
        raise SystemExit(
            f"postmortems: SOURCE_DATE_EPOCH is `{shortened(epoch)}`, which is after the year "
            f"{YEARS[-1]}; set it to seconds since 1970, such as `date +%s` prints"
        )
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """The day to tell overdue from due by; see `now`."""
    return now().date()


def _display_path(root: Path) -> str:
    """The folder's name in messages: from the working directory where it is below that."""
    try:
        return root.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return root.as_posix()


def _read_within(path: Path, top: Folder, catalogues: Catalogues) -> IncidentFolder:
    display_path = f"{top.display_path}/{path.name}"
    if top.contains(path.name):
        return read_folder(path, display_path, catalogues)
    top.report(
        display_path,
        "link-outside-folder",
        "the folder is a symbolic link to a place outside",
        "put the folder itself here",
    )
    return IncidentFolder(path.name, path, display_path)


def _check_strays(top: Folder) -> None:
    for path in sorted(top.path.iterdir()):
        if path.is_file() and path.suffix in (".yaml", ".yml") and path.name not in CATALOGUES:
            top.report(
                f"{top.display_path}/{path.name}",
                "unknown-file",
                f"`{path.name}` is not a catalogue",
                did_you_mean(path.name, CATALOGUES, "an incident is a folder of its own"),
            )


def _aliases(folders: list[IncidentFolder]) -> list[str]:
    return [alias for found in folders if found.incident for alias in found.incident.aliases]


def _doubled_ids(folders: list[IncidentFolder]) -> list[Problem]:
    """An alias that is another incident's id or alias. Folder names cannot be taken twice."""
    taken = {found.id: found for found in folders}
    problems = []
    for found in folders:
        aliases = found.incident.aliases if found.incident else ()
        own = {found.id}
        for index, alias in enumerate(aliases):
            first = taken.setdefault(alias, found)
            if first is not found or alias in own:
                problems.append(
                    Problem(
                        found.place(("aliases", index)),
                        "doubled-id",
                        f"`{alias}` is already a name of `{first.id}`",
                        "choose another alias",
                    )
                )
            own.add(alias)
    return problems
