"""A case: the files of an incidents folder, kept on disk so that it can be run again."""

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST = "case.json"
"""The file of a case that holds all but its files."""
OUTSIDE = "{outside}"
"""Stands for the folder beside the repository, in the target of a link."""
CANARY = "canary-of-a-file-outside"
"""The text of every file outside the repository; it must never be printed or published."""
SENTINEL = "2001-02-03-sentinel"
"""A sound incident that is in every case, and must stay readable in each."""
MARKER = "The sentinel is up and sound"
"""The title of the sound incident."""

_SENTINEL_FILE = f"""\
title: {MARKER}
severity: SEV3
status: resolved
summary: Nothing is wrong with this incident.
times: {{started: 2001-02-03T04:05Z, resolved: 2001-02-03T05:05Z}}
timeline:
  - {{time: 2001-02-03T04:05Z, event: The first thing happened}}
  - {{time: 2001-02-03T04:35Z, event: The second thing happened}}
"""
SOUND = {f"{SENTINEL}/incident.yaml": _SENTINEL_FILE.encode()}

OUTSIDE_FILES = {
    "canary.yaml": f"title: {CANARY}\nseverity: SEV3\nsummary: {CANARY}\n",
    "canary.txt": f"{CANARY}\n",
    "canary.json": f'{{"version": 1, "known": [], "{CANARY}": "{CANARY}"}}\n',
    "2001-03-04-outside/incident.yaml": f"title: {CANARY}\nseverity: SEV3\n",
}

CONFIGURATION = """\
site_name: Fuzzed postmortems
theme: {name: material}
plugins: [postmortems]
"""


@dataclass(frozen=True)
class Special:
    """A file that is no regular one: its kind, and what the kind needs.

    The kinds are `link` (to a target), `fifo`, `socket`, `sparse` (of a size in bytes), `folder`
    (an empty one) and `closed` (a file that nobody may read).
    """

    kind: str
    value: str = ""


@dataclass(frozen=True)
class Case:
    """An incidents folder that may hold anything, and what commands are given besides.

    `before` holds the files at the base of `diff`. `title` and `service` are arguments of `new`.
    `reason` says why the case is kept, or how it was made. Paths are relative to the incidents
    folder.
    """

    name: str
    files: Mapping[str, bytes]
    special: Mapping[str, Special] = field(default_factory=dict)
    before: Mapping[str, bytes] = field(default_factory=dict)
    title: str = "Search returns nothing"
    service: str = ""
    reason: str = ""


def place(case: Case, folder: Path) -> Path:
    """Write a case, the sound incident and the files outside, and return the repository.

    A path that the file system does not take is left out.
    """
    for name, text in OUTSIDE_FILES.items():
        _write(folder / "outside" / name, text.encode())
    repository = folder / "repository"
    files = {name: content for name, content in case.files.items() if name not in case.special}
    place_files(repository / "incidents", {**files, **SOUND})
    for name, special in case.special.items():
        _place_special(repository / "incidents" / name, special, folder / "outside")
    _write(repository / "docs" / "index.md", b"# Home\n")
    return repository


def place_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, those that the file system takes."""
    for name, content in files.items():
        try:
            _write(folder / name, content)
        except OSError:
            continue


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _place_special(path: Path, special: Special, outside: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if special.kind == "link":
            path.symlink_to(special.value.replace(OUTSIDE, str(outside)))
        elif special.kind == "fifo":
            os.mkfifo(path)
        elif special.kind == "socket":
            _place_socket(path)
        elif special.kind == "sparse":
            with path.open("wb") as file:
                file.truncate(int(special.value))
        elif special.kind == "folder":
            path.mkdir()
        elif special.kind == "closed":
            path.write_bytes(b"title: Closed\nseverity: SEV3\n")
            path.chmod(0)
        else:
            raise AssertionError(f"`{special.kind}` is not a kind of file")
    except OSError:
        # A name that is too long, or taken by a file, is one that nobody can have either.
        return


def _place_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(path.name)
    finally:
        os.chdir(here)


def save(case: Case, folder: Path, more: Mapping[str, Any]) -> None:
    """Keep a case as `load` reads it; `more` is kept with it for people."""
    folder.mkdir(parents=True, exist_ok=True)
    place_files(folder / "incidents", case.files)
    place_files(folder / "before", case.before)
    data = {
        "reason": case.reason,
        "title": case.title,
        "service": case.service,
        "special": {name: [found.kind, found.value] for name, found in case.special.items()},
        **more,
    }
    (folder / MANIFEST).write_text(f"{json.dumps(data, indent=1)}\n", encoding="utf-8")


def load(folder: Path) -> Case:
    """Return the case that a folder keeps."""
    data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    special = {name: Special(*found) for name, found in data.get("special", {}).items()}
    return Case(
        folder.name,
        _files(folder / "incidents"),
        special,
        _files(folder / "before"),
        data.get("title") or Case.title,
        data.get("service", ""),
        data["reason"],
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def ids(files: Mapping[str, bytes]) -> list[str]:
    """Return the incident folders that files are in, in order."""
    folders = [PurePosixPath(name).parts[0] for name in files if "/" in name]
    return sorted(dict.fromkeys(folders))
