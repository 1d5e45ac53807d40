"""The baseline: findings that existed when a corpus adopted the rules, and are not reported."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..atomic_write import atomic_write
from ..model import Place, Problem
from ..reader.files import FileTooLargeError, NotARegularFileError, read_bytes

FILE = ".baseline.json"
"""The baseline's file name in the incidents folder."""
VERSION = 1
MAX_BYTES = 50_000_000
"""Enough for a quarter of a million findings."""

Key = tuple[str, str, str]
"""The path from the incidents folder, the rule, and the fingerprint of a finding.

It has no line and no number of days, so that an entry stays valid after edits above the finding,
and on the next day."""


class Baseline:
    """The number of baselined findings by key; `size` is the number of all entries."""

    def __init__(self, entries: Counter[Key] | None = None) -> None:
        self._unmatched = entries or Counter()
        self.size = self._unmatched.total()

    def consume(self, path: str, problem: Problem) -> bool:
        """Use up one entry for a finding; return False if there is none left."""
        key = (path, problem.rule, problem.fingerprint)
        if self._unmatched[key] <= 0:
            return False
        self._unmatched[key] -= 1
        return True

    @property
    def stale(self) -> int:
        """The number of entries that matched no finding so far."""
        return self._unmatched.total()


def read_baseline(path: Path) -> tuple[Baseline, list[Problem]]:
    """Return the baseline in a file, empty if the file does not exist or cannot be read.

    Returns:
        the baseline, and a problem if the file cannot be read.
    """
    try:
        if not path.exists():
            return Baseline(), []
        data = json.loads(_content(path))
        if data["version"] != VERSION:
            raise ValueError(f"its version is not {VERSION}")
        return Baseline(Counter(dict(map(_entry, data["known"])))), []
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        reason = _reason(error)
        hint = "write a new one with `postmortems check --write-baseline`"
        message = f"cannot read the baseline: {' '.join(reason.split())}"
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
        raise ValueError("not a regular file") from None
    except FileTooLargeError:
        raise ValueError(f"larger than {MAX_BYTES:,} bytes") from None


def _entry(row: dict[str, Any]) -> tuple[Key, int]:
    number = row["count"]
    if not isinstance(number, int) or number < 1:
        raise ValueError("a `count` in it is not a positive integer")
    return (row["path"], row["rule"], row["message"]), number


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return str(error.strerror)
    return str(error) if isinstance(error, ValueError) else "a required key is missing or invalid"


def write_baseline(path: Path, findings: Iterable[tuple[str, Problem]]) -> int:
    """Write findings as the new baseline.

    Args:
        path: the file.
        findings: the findings, each with its path from the incidents folder.

    Returns:
        the number of findings written.

    Raises:
        OSError: the file cannot be written, and is unchanged.
    """
    counts = Counter((name, problem.rule, problem.fingerprint) for name, problem in findings)
    rows = [
        {"path": name, "rule": rule, "message": message, "count": count}
        for (name, rule, message), count in sorted(counts.items())
    ]
    text = json.dumps({"version": VERSION, "known": rows}, indent=1, ensure_ascii=False)
    atomic_write(path, f"{text}\n".encode())
    return counts.total()
