"""The baseline: the findings an old corpus had when it adopted the rules, kept until mended."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..atomic_write import atomic_write
from ..model import Place, Problem
from ..reader.files import FileTooLargeError, NotARegularFileError, read_bytes

FILE = ".baseline.json"
"""The baseline's name within the incidents folder."""
VERSION = 1
MAX_BYTES = 50_000_000
"""Room for a quarter of a million findings."""

Key = tuple[str, str, str]
"""The path from the incidents folder, the rule, and what a finding is known as: no line and no
number of days, so that a baseline outlives edits above it, and the night."""


class Baseline:
    """How often each finding is known."""

    def __init__(self, known: Counter[Key] | None = None) -> None:
        self._known = known or Counter()
        self.size = self._known.total()

    def holds(self, path: str, problem: Problem) -> bool:
        """Whether a finding is known; each entry stands for one finding."""
        key = (path, problem.rule, problem.fingerprint)
        if self._known[key] <= 0:
            return False
        self._known[key] -= 1
        return True

    @property
    def left(self) -> int:
        """How many entries no finding was held against."""
        return self._known.total()


def read_baseline(path: Path) -> tuple[Baseline, list[Problem]]:
    """The baseline of a file; an empty one where there is no such file."""
    try:
        if not path.exists():
            return Baseline(), []
        data = json.loads(_content(path))
        if data["version"] != VERSION:
            raise ValueError(f"its version is not {VERSION}")
        return Baseline(Counter(dict(map(_entry, data["known"])))), []
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        reason = _reason(error)
        hint = "write it anew with `postmortems check --write-baseline`"
        message = f"the baseline cannot be read: {' '.join(reason.split())}"
        return Baseline(), [Problem(Place(path.as_posix()), "bad-baseline", message, hint)]


def _content(path: Path) -> str:
    """Return the text of a regular file of bounded size.

    Raises:
        ValueError: it is something else, has more bytes, or is not UTF-8.
        OSError: it cannot be read.
    """
    try:
        return read_bytes(path, MAX_BYTES).decode("utf-8")
    except NotARegularFileError:
        raise ValueError("it is not a regular file") from None
    except FileTooLargeError:
        raise ValueError(f"it has more than {MAX_BYTES:,} bytes") from None


def _entry(row: dict[str, Any]) -> tuple[Key, int]:
    number = row["count"]
    if not isinstance(number, int) or number < 1:
        raise ValueError("a count in it is no whole number from 1 on")
    return (row["path"], row["rule"], row["message"]), number


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return str(error.strerror)
    return str(error) if isinstance(error, ValueError) else "it lacks what a baseline has"


def write_baseline(path: Path, found: Iterable[tuple[str, Problem]]) -> int:
    """Write what was found as the new baseline.

    Args:
        path: the file.
        found: findings, each with its path from the incidents folder.

    Returns:
        how many findings it holds.

    Raises:
        OSError: the file cannot be written, and is as it was.
    """
    keys = Counter((at, problem.rule, problem.fingerprint) for at, problem in found)
    rows = [
        {"path": at, "rule": name, "message": message, "count": count}
        for (at, name, message), count in sorted(keys.items())
    ]
    text = json.dumps({"version": VERSION, "known": rows}, indent=1, ensure_ascii=False)
    atomic_write(path, f"{text}\n".encode())
    return keys.total()
