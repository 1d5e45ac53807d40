"""The command `postmortems init`: a repository of incidents, and nothing of it by force."""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..scaffold.init.origin import Origin, installed_origin, parse_origin
from ..scaffold.init.remote import detect_ci, is_below_top
from ..scaffold.init.repository import ALREADY_EXISTS, SkippedFile, start_repository

_SOURCES = (
    "`mkdocs-postmortems==VERSION`, or an address such as `git+https://HOST/REPOSITORY@COMMIT`"
)
_INSTALLING = ("requirements.txt", ".pre-commit-config.yaml")
_FOLDER = re.compile(r"\w[\w.-]*(/\w[\w.-]*)*", re.ASCII)


def init(options: argparse.Namespace) -> int:
    """Make a repository one of incidents.

    Args:
        options: `incidents`, `ci` (None to find out), `source` (what CI installs this package from;
            None for what this installation came from) and `json`.

    Returns:
        0, 1 when something is in the way of a file, 2 when something given is not right.
    """
    top, incidents = _place(options.incidents)
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
            f"postmortems: --from: `{options.source}` is nothing that another machine can install; "
            f"give {_SOURCES}",
            file=sys.stderr,
        )
        return 2
    ci = options.ci or detect_ci(top)
    try:
        written, left = start_repository(top, incidents, ci, origin)
    except OSError as error:
        print(
            f"postmortems: `{error.filename or incidents}` cannot be written or read "
            f"({error.strerror}); mend that and run this again",
            file=sys.stderr,
        )
        return 1
    if options.json:
        print(_json(written, left, origin))
    else:
        _print(written, left, origin)
        if ci != "none" and is_below_top(top):
            print(
                "postmortems: this is not the top of the git repository, and CI files work "
                "only there",
                file=sys.stderr,
            )
        if written:
            print("Look through it and commit it, then: postmortems new", file=sys.stderr)
    return 1 if any(one.in_the_way for one in left) else 0


def _place(incidents: Path) -> tuple[Path, str]:
    """The repository's folder, and the path of the incidents' in it."""
    here = Path.cwd()
    if not incidents.is_absolute():
        return Path(), incidents.as_posix()
    if incidents.is_relative_to(here):
        return Path(), incidents.relative_to(here).as_posix()
    return incidents.parent, incidents.name


def _print(written: list[Path], left: list[SkippedFile], origin: Origin) -> None:
    for path in written:
        print(path.as_posix())
    for line in (*_installs(written, left, origin), *_said(left)):
        print(f"postmortems: {line}", file=sys.stderr)


def _installs(written: list[Path], left: list[SkippedFile], origin: Origin) -> Iterable[str]:
    """Yield a line that names what the files install, or those left out because it is unknown."""
    names = [one.path.as_posix() for one in left if one.undetermined]
    if names:
        yield (f"not written: {_listed(names)}, {_undetermined(origin)}; WHERE is {_SOURCES}")
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


def _json(written: list[Path], left: list[SkippedFile], origin: Origin) -> str:
    return json.dumps(
        {
            "requirement": origin.requirement or None,
            "written": [path.as_posix() for path in written],
            "left": [
                {
                    "path": one.path.as_posix(),
                    "why": f"not written, {_undetermined(origin)}" if one.undetermined else one.why,
                    "add": one.add,
                }
                for one in left
            ],
        },
        indent=1,
        ensure_ascii=False,
    )


def _said(left: list[SkippedFile]) -> Iterable[str]:
    """What was left alone: each file to which something is to be done, and the others at once."""
    whole = []
    for one in left:
        if one.undetermined:
            continue
        if one.add:
            lines = "".join(f"\n    {line}" for line in one.add.splitlines())
            yield f"`{one.path.as_posix()}` is there and was left alone; add to it:{lines}"
        elif one.why != ALREADY_EXISTS:
            yield f"`{one.path.as_posix()}` {one.why}; it was left alone"
        else:
            whole.append(f"`{one.path.as_posix()}`")
    if whole:
        yield f"left alone, and nothing is to be added: {', '.join(whole)}"
