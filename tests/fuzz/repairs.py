"""What `--fix` may do to files: move rows and keys, write times in form, and nothing else."""

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from postmortems.fix.time_format import normalized_day, normalized_time
from postmortems.model import PHASES

from .outputs import require

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
TIMES = frozenset({*PHASES, "time", "published", "due", "done_on", "verified_on"})
LARGEST = 2_000_000
"""A larger file is told by its size; the reader refuses it."""


@dataclass(frozen=True)
class Snapshot:
    """A folder: the bytes of each regular file, and the kind of everything else."""

    files: Mapping[str, bytes]
    others: Mapping[str, str]


def snapshot(folder: Path) -> Snapshot:
    """Return what is in a folder; links are not followed."""
    files, others = {}, {}
    for path in sorted(folder.rglob("*")):
        name, status = path.relative_to(folder).as_posix(), path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size < LARGEST:
            files[name] = path.read_bytes()
        else:
            target = path.readlink().as_posix() if path.is_symlink() else ""
            size = status.st_size if stat.S_ISREG(status.st_mode) else 0
            others[name] = f"{stat.S_IFMT(status.st_mode)} {size} {target}"
    return Snapshot(files, others)


def compare(before: Snapshot, after: Snapshot) -> None:
    """Require that a repair has lost no file, no value and no comment."""
    require(before.others == after.others, "--fix changes what is no regular file")
    gone, come = set(before.files) - set(after.files), set(after.files) - set(before.files)
    require(not gone and not come, "--fix removes or leaves files", f"{sorted(gone | come)}")
    for name, old in before.files.items():
        if (new := after.files[name]) != old:
            _compare(name, old, new)


def _compare(name: str, old: bytes, new: bytes) -> None:
    file = name.rpartition("/")[2]
    require(file.endswith(".yaml") and "/" in name, "--fix changes another file", name)
    key = "" if file == "incident.yaml" else file.removesuffix(".yaml")
    was, now = (said(content, key) for content in (old, new))
    require(was is not None, "--fix changes a file that cannot be read", name)
    require(_same(was, now), "--fix changes what a file says", f"{name}: {was} {now}")
    require(old.count(b"#") <= new.count(b"#"), "--fix loses a comment", name)


def said(content: bytes, key: str) -> Any:
    """Return what a file says, whatever the form of its times and the order of its timeline.

    None where it cannot be read.
    """
    try:
        data = yaml.load(content.decode("utf-8-sig"), Loader=_Loader)
        return _canonical(data, key)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        return None


def _canonical(data: Any, key: str) -> Any:
    if isinstance(data, dict):
        return {name: _canonical(data[name], name) for name in sorted(data)}
    if isinstance(data, list):
        rows = [_canonical(item, key) for item in data]
        return sorted(rows, key=repr) if key == "timeline" else rows
    if key in TIMES and data:
        return (normalized_time(data) or normalized_day(data) or data).removesuffix("Z")
    return data


def _same(was: Any, now: Any) -> bool:
    """Whether two files say the same; a text may have got back what a `#` had cut off."""
    if isinstance(was, dict) and isinstance(now, dict):
        return list(was) == list(now) and all(_same(was[name], now[name]) for name in was)
    if isinstance(was, list) and isinstance(now, list):
        return len(was) == len(now) and all(map(_same, was, now))
    if isinstance(was, str) and isinstance(now, str):
        rest = now.removeprefix(was)
        return now == was or (rest != now and re.match(r"[ \t]+#", rest) is not None)
    return bool(was == now)
