"""The command `postmortems init`: write the files of a repository, and overwrite none."""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..scaffold.init.origin import Origin, installed_origin, parse_origin
from ..scaffold.init.remote import detect_ci, is_below_top
from ..scaffold.init.repository import ALREADY_EXISTS, SkippedFile, start_repository

_SOURCES = (
    "`mkdocs-postmortems==VERSION`, or an address such as `git+https://HOST/REPOSITORY@COMMIT`"
)
_INSTALLING = ("requirements.txt", ".pre-commit-config.yaml")
"""The names of the files that name the package to install."""
_FOLDER = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*", re.ASCII)


def run(options: argparse.Namespace) -> int:
    """Set up a repository for postmortems.

    Args:
        options: `incidents`, `ci` (None to detect it), `source` (what CI installs this package
            from; None for the source of this installation), `lessons` (whether to write the starter
            catalogue) and `json`.

    Returns:
        0, 1 if a file could not be written, 2 if an option is invalid.
    """
    top, incidents = _repository_and_folder(options.incidents)
    if not _FOLDER.fullmatch(incidents):
        print(
            f"postmortems: --incidents: `{incidents}` cannot be the folder of incidents; "
            "name one of this repository, with letters, digits, hyphens and dots",
            file=sys.stderr,
        )
        return 2
    try:
        origin = parse_origin(options.source) if options.source else installed_origin()
    except ValueError:
        print(
            f"postmortems: --from: another machine cannot install `{options.source}`; "
            f"give {_SOURCES}",
            file=sys.stderr,
        )
        return 2
    ci = options.ci or detect_ci(top)
    try:
        written, skipped = start_repository(
            top, incidents, ci, origin, starter_lessons=options.lessons
        )
    except OSError as error:
        print(
            f"postmortems: cannot access `{error.filename or incidents}`: {error.strerror}; "
            "correct this and run `postmortems init` again",
            file=sys.stderr,
        )
        return 1
    if options.json:
        print(_json(written, skipped, origin))
    else:
        _print(written, skipped, origin)
        if ci != "none" and is_below_top(top):
            print(
                "postmortems: this is not the top of the git repository, and CI files work "
                "only there",
                file=sys.stderr,
            )
        if written:
            print("Review and commit these files, then run: postmortems new", file=sys.stderr)
    return 1 if any(file.in_the_way for file in skipped) else 0


def _repository_and_folder(incidents: Path) -> tuple[Path, str]:
    """Return the folder of the repository, and the path of the folder of incidents in it."""
    here = Path.cwd()
    if not incidents.is_absolute():
        return Path(), incidents.as_posix()
    if incidents.is_relative_to(here):
        return Path(), incidents.relative_to(here).as_posix()
    return incidents.parent, incidents.name


def _print(written: list[Path], skipped: list[SkippedFile], origin: Origin) -> None:
    for path in written:
        print(path.as_posix())
    for line in (*_installs(written, skipped, origin), *_skipped(skipped)):
        print(f"postmortems: {line}", file=sys.stderr)


def _installs(written: list[Path], skipped: list[SkippedFile], origin: Origin) -> Iterator[str]:
    """Yield a line that names what the files install, or those not written if that is unknown."""
    names = [file.path.as_posix() for file in skipped if file.undetermined]
    if names:
        yield f"not written: {_listed(names)}, {_undetermined(origin)}; WHERE is {_SOURCES}"
    elif names := [path.as_posix() for path in written if path.name in _INSTALLING]:
        verb = "installs" if len(names) == 1 else "install"
        yield f"{_listed(names)} {verb} `{origin.requirement}`: {origin.reason}"


def _undetermined(origin: Origin) -> str:
    """Return why a file that installs this package was not written, and what to do."""
    return (
        "because no source is known from which another machine can install this package: "
        f"{origin.reason}; run `postmortems init --from WHERE`"
    )


def _listed(names: Sequence[str]) -> str:
    """Return names as in a sentence: "`a`, `b` and `c`"."""
    quoted = [f"`{name}`" for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _json(written: list[Path], skipped: list[SkippedFile], origin: Origin) -> str:
    return json.dumps(
        {
            "requirement": origin.requirement or None,
            "written": [path.as_posix() for path in written],
            "left": [
                {
                    "path": file.path.as_posix(),
                    "why": f"not written, {_undetermined(origin)}"
                    if file.undetermined
                    else file.why,
                    "add": file.add,
                }
                for file in skipped
            ],
        },
        indent=1,
        ensure_ascii=False,
    )


def _skipped(files: list[SkippedFile]) -> Iterator[str]:
    """Yield a line for each skipped file that needs a change, and one for all the others."""
    complete = []
    for file in files:
        name = f"`{file.path.as_posix()}`"
        if file.undetermined:
            continue
        if file.add:
            lines = "".join(f"\n    {line}" for line in file.add.splitlines())
            yield f"{name} already exists and was not changed; add to it:{lines}"
        elif file.why != ALREADY_EXISTS:
            yield f"{name} {file.why}; it was not changed"
        else:
            complete.append(name)
    if complete:
        yield f"already complete and not changed: {', '.join(complete)}"
