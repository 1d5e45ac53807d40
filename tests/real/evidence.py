"""Real evidence through the readers: `python -m tests.real.evidence FOLDER`.

The folder has INDEX.tsv, which says what a reader must find in each file.
"""

import argparse
import csv
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from postmortems.evidence import (
    EvidenceKind,
    Limits,
    Source,
    UnreadableEvidenceError,
    read_evidence,
)
from tests.real.expectations import Expectation, measured

_KINDS = ("report", "logs", "alerts", "user-reports", "metrics")


@dataclass(frozen=True)
class Result:
    """How one file was read: a line to print, and what differs from the expectation."""

    file: str
    line: str
    differences: tuple[str, ...] = ()


def main(arguments: list[str] | None = None) -> int:
    """Read the files of a folder and compare.

    Returns:
        0 when all readings are exact, 1 when some are not, 2 when the call itself is wrong.
    """
    parser = argparse.ArgumentParser(prog="evidence", description="Real evidence, read.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=_KINDS, action="append", help="only files of this kind")
    options = parser.parse_args(arguments)
    try:
        expectations = list(_expectations(options.folder / "INDEX.tsv"))
    except (OSError, ValueError, KeyError) as error:
        print(f"evidence: INDEX.tsv cannot be read ({error})", file=sys.stderr)
        return 2
    wanted = options.kind or _KINDS
    imports = [one for one in expectations if one.kind == "import"]
    inputs = [one for one in expectations if one.kind in wanted and one.is_input]
    begin = time.perf_counter()
    results = [_result(options.folder, expected) for expected in inputs]
    return _report(results, len(imports), time.perf_counter() - begin)


def _expectations(index: Path) -> Iterator[Expectation]:
    with index.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield Expectation.of_row(row)


def _result(folder: Path, expected: Expectation) -> Result:
    """Read a file, with and without the kind that its author would give."""
    stored = (folder / expected.file).read_bytes()
    try:
        reading = read_evidence(_source(expected, stored))
        with_kind = read_evidence(_source(expected, stored), cast(EvidenceKind, expected.kind))
    except UnreadableEvidenceError as error:
        where = f" (line {error.line})" if error.line else ""
        line = f"not readable: {error.reason}{where}; {error.hint}"
        return Result(expected.file, line, () if expected.is_unreadable else (line,))
    if expected.is_unreadable:
        return Result(expected.file, reading.format, ("read, but it has no times",))
    result = measured(reading, expected)
    times = " to ".join(result.times) or "no times"
    line = f"{result.format}, {result.records} records, {times}, {result.extremes}".rstrip(", ")
    if with_kind.format != reading.format:
        result.differences.append(f"{with_kind.format} when the kind is given")
    expected_line = f"expected {expected.records}, {expected.first} to {expected.last}"
    return Result(expected.file, f"{line}; {expected_line}", tuple(result.differences))


def _source(expected: Expectation, stored: bytes) -> Source:
    """Return a file of which all series are read, because an extreme may be in any."""
    return Source(expected.file, stored, limits=Limits(series=10_000))


def _report(results: list[Result], imports: int, seconds: float) -> int:
    for result in results:
        print(f"{'differs' if result.differences else 'exact'}: {result.file}: {result.line}")
    wrong = [result for result in results if result.differences]
    print(f"\n{len(results) - len(wrong)} of {len(results)} readable files are exact", end="")
    print(f" ({seconds:.1f} s); {imports} files are for imports")
    for result in wrong:
        print(f"{result.file}: {'; '.join(result.differences)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
