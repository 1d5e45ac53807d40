"""Write the files that set up a repository for postmortems, and overwrite none."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ... import __version__
from ...check import summaries
from ...reader import read
from ...reader.files import Folder
from ...schema import FOLDER, globs, schema_files
from .missing_lines import missing_lines
from .origin import PACKAGE, Origin
from .remote import remote_of

FILES = Path(__file__).parents[1] / "files"
"""The files to write: a folder per CI provider, `any` for all, and `lessons` with the starter
catalogue. In their names `dot-` stands for a dot, so that no tool takes them for its own
configuration."""

CI = ("github", "gitlab", "none")
"""The CI providers; `none` writes no CI files."""

ALREADY_EXISTS = "is there"
"""The usual reason to skip a file."""

HAS_LESSONS = "is there, and the starter catalogue is only written as a new file"
"""The reason to skip a catalogue of lessons if it is not the starter catalogue."""

_REQUIREMENT = "{requirement}"
"""The placeholder for the requirement in the files to write."""


@dataclass(frozen=True)
class SkippedFile:
    """A path that was not written.

    `why` is a clause with the path for its subject; `add` are the lines to add to the file.
    It is `in_the_way` if it prevents a file from being written, and `undetermined` if its
    content depends on a source to install this package from, and none is known.
    """

    path: Path
    why: str = ALREADY_EXISTS
    add: str = ""
    in_the_way: bool = False
    undetermined: bool = False


def repository_files(
    name: str,
    ci: str,
    incidents: str = "incidents",
    requirement: str = f"{PACKAGE}=={__version__}",
    *,
    starter_lessons: bool = False,
) -> dict[str, str]:
    """Return the texts of a repository's files, by their paths in it.

    Args:
        name: the name of the site.
        ci: one of `CI`.
        incidents: the path of the folder of incidents, of letters, digits and `-_./`.
        requirement: what pip installs this package by, without quotes and backslashes.
        starter_lessons: whether to write the starter catalogue of lessons, not an empty one.
    """
    files = {
        "mkdocs.yml": _mkdocs(name, incidents),
        ".vscode/settings.json": _settings(incidents),
    }
    for group in ("any", ci, *(("lessons",) if starter_lessons else ())):
        for name_in_repository, text in _templates(group).items():
            text = _named(text, incidents).replace(_REQUIREMENT, requirement)
            files[_named(name_in_repository, incidents)] = text
    return dict(sorted(files.items()))


def _templates(group: str) -> dict[str, str]:
    """Return the texts below `FILES / group` by the paths that they have in a repository."""
    return {
        path.relative_to(FILES / group).as_posix().replace("dot-", "."): path.read_text("utf-8")
        for path in (FILES / group).rglob("*")
        if path.is_file()
    }


def start_repository(
    top: Path, incidents: str, ci: str, origin: Origin, *, starter_lessons: bool = False
) -> tuple[list[Path], list[SkippedFile]]:
    """Write the files of a repository that do not exist yet.

    Args:
        top: the folder of the repository.
        incidents: the path of the folder of incidents in it; see `repository_files`.
        ci: one of `CI`.
        origin: what CI installs. Where it is not known, the files that name it are not written, nor
            are those of CI unless there is a `requirements.txt` that names this package.
        starter_lessons: as in `repository_files`.

    Returns:
        the files that were written, and the files that were skipped.

    Raises:
        OSError: a file cannot be written or read. Those written before it stay.
    """
    folder = Folder(top, top.as_posix())
    written: list[Path] = []
    skipped: list[SkippedFile] = []
    files = repository_files(
        site_name(top),
        ci,
        incidents,
        origin.requirement or _REQUIREMENT,
        starter_lessons=starter_lessons,
    )
    undetermined = {name for name, text in files.items() if _REQUIREMENT in text}
    if "requirements.txt" in undetermined and not _is_complete("requirements.txt", files, folder):
        # Every CI file installs what `requirements.txt` names, and would fail without it.
        undetermined |= {_named(name, incidents) for name in _templates(ci)}
    for name, text in files.items():
        path = _existing_name(top / name)
        if name in undetermined:
            complete = _is_complete(name, files, folder)
            skipped.append(
                SkippedFile(path)
                if complete
                else SkippedFile(path, origin.reason, undetermined=True)
            )
        elif not (why := _put(path, text, folder)):
            written.append(path)
        elif why == ALREADY_EXISTS:
            existing = folder.text(path.relative_to(top).as_posix()) or ""
            if starter_lessons and path == top / incidents / "lessons.yaml" and existing != text:
                skipped.append(SkippedFile(path, HAS_LESSONS))
            else:
                skipped.append(SkippedFile(path, add=missing_lines(name, existing, text)))
        else:
            skipped.append(SkippedFile(path, why, in_the_way=True))
    if folder.contains(incidents) and (top / incidents).is_dir():
        _put_schemas(top / incidents, folder, written, skipped)
    return written, skipped


def _is_complete(name: str, files: Mapping[str, str], folder: Folder) -> bool:
    """Return whether a file exists already and lacks none of the lines that ours has."""
    text = folder.text(name)
    return bool(text) and not missing_lines(name, text or "", files[name])


def site_name(top: Path) -> str:
    """Return a name for the site, made from the name of the repository or of its folder."""
    words = re.findall(r"[^\W_]+", remote_of(top).name or top.resolve().name)
    if not any(word.lower().startswith(("postmortem", "incident")) for word in words):
        words.append("postmortems")
    name = " ".join(words)
    return name[0].upper() + name[1:]


def _mkdocs(name: str, incidents: str) -> str:
    plugin = "postmortems"
    if incidents != "incidents":
        plugin = f"{{postmortems: {{incidents_dir: {incidents}}}}}"
    return (
        f"site_name: {name}\ndocs_dir: {incidents}\ntheme:\n  name: material\nplugins: [{plugin}]\n"
    )


def _settings(incidents: str) -> str:
    schemas = {
        f"./{incidents}/{FOLDER}/{schema}": f"{incidents}/{files}"
        for schema, files in globs().items()
    }
    return json.dumps({"yaml.schemas": schemas}, indent=2) + "\n"


def _named(text: str, incidents: str) -> str:
    """Return a text that names the folder `incidents`, changed to another folder's name."""
    if incidents == "incidents":
        return text
    text = re.sub(
        r"\bpostmortems (check|diff|report overdue)\b", rf"\g<0> --incidents {incidents}", text
    )
    return text.replace("incidents/", f"{incidents}/")


def _existing_name(path: Path) -> Path:
    """Return the path to write: `mkdocs.yaml` if that exists, which `mkdocs.yml` would hide."""
    other = path.with_suffix(".yaml")
    return other if path.name == "mkdocs.yml" and other.exists() else path


def _put(path: Path, text: str, top: Folder) -> str:
    """Write a file that does not exist; return why it was not written, empty if it was."""
    if not top.contains(path.relative_to(top.path).as_posix()):
        return "is reached by a link to a place outside of this folder"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        return "needs a folder where a file is"
    try:
        file = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        if path.is_dir():
            return "is a folder where a file is needed"
        return ALREADY_EXISTS if path.is_file() else "is there and cannot be read"
    try:
        with file:
            file.write(text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return ""


def _put_schemas(
    incidents: Path, top: Folder, written: list[Path], skipped: list[SkippedFile]
) -> None:
    """Write the schema files. At most one entry for all of them is added to `skipped`."""
    for name, text in schema_files(read(incidents).corpus, summaries()).items():
        path = incidents / name
        if not (why := _put(path, text, top)):
            written.append(path)
        elif why != ALREADY_EXISTS:
            skipped.append(SkippedFile(path.parent, why, in_the_way=True))
            return
        elif top.text(path.relative_to(top.path).as_posix()) != text:
            skipped.append(SkippedFile(path.parent, "is out of date, so run: postmortems schema"))
            return
