"""Run the fuzzer: `python -m tests.fuzz [--cases N] [--seed N] [--out DIR] [--replay PATH]`."""

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path

from . import run as limits
from .bases import bases
from .case import Case, load, save
from .generate import generated
from .known import KNOWN
from .run import Failure, run
from .shrink import shrink
from .steps import STEPS, steps_of

EPOCH = "1793491200"
"""2026-11-01: what depends on the day is the same on every day."""
CASES = Path(__file__).parent / "cases"
KNOWN_STEPS = tuple(name for name in STEPS if name not in ("one", "baseline"))
"""The steps of known cases in the tests: those left out only read and check once more."""
WARM = ("check", "documents", "site")


def main() -> int:
    """Run cases, print what failed, and return 1 if anything did."""
    options = _options()
    os.environ |= {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    if options.steps:
        unknown = set(options.steps.split(",")) - set(STEPS)
        if unknown:
            print(f"there is no step {', '.join(sorted(unknown))}", file=sys.stderr)
            return 2
    warm()
    if options.serve:
        return _serve()
    if options.shrink:
        return _shrink(options.shrink, options.out)
    if options.replay:
        return _replay(options.replay, _steps(options, 0))
    return _fuzz(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=1000, help="how many (default 1000)")
    parser.add_argument("--start", type=int, default=0, help="the number of the first (default 0)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other cases (default 1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    parser.add_argument(
        "--out", type=Path, default=Path("fuzz-failures"), help="where to keep them"
    )
    parser.add_argument("--steps", help=f"only these, with commas between: {', '.join(STEPS)}")
    parser.add_argument("--replay", help="a folder of --out, or the name of a known case")
    parser.add_argument("--shrink", type=Path, help="a folder of --out to make smaller, into --out")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def warm() -> None:
    """Import, compile and draw what every case needs, so that a forked process has it already."""
    golden = next(base for base in bases() if base.name == "golden")
    everything = dict(golden.catalogues)
    for number, files in enumerate(golden.incidents.values(), 1):
        # Under names of its own: what was read of a file may be kept by its name.
        folder = f"1990-01-{number:02}-warm"
        everything |= {f"{folder}/{path.partition('/')[2]}": files[path] for path in files}
    limits.rehearse(Case("warm", everything), WARM)


def known_case(name: str) -> Case:
    """Return a case by the name of its folder or of its function, or by its path."""
    if name in KNOWN:
        return KNOWN[name](name)
    folder = CASES / name
    return load(folder if folder.is_dir() else Path(name))


def known_names() -> list[str]:
    """Return the names of all cases that are kept."""
    return sorted([*KNOWN, *(path.name for path in CASES.iterdir() if path.is_dir())])


def _steps(options: argparse.Namespace, number: int) -> list[str]:
    return options.steps.split(",") if options.steps else steps_of(number)


def _serve() -> int:
    """Answer each name of a known case with what failed, a line of JSON each."""
    print("ready", flush=True)
    for line in sys.stdin:
        failures = run(known_case(line.strip()), KNOWN_STEPS)
        print(json.dumps([asdict(failure) for failure in failures]), flush=True)
    return 0


def _replay(name: str, steps: list[str]) -> int:
    failures = run(known_case(name), steps)
    for failure in failures:
        print(f"{failure.step}: {failure.signature}\n{failure.what}\n{failure.details}\n")
    print("it fails" if failures else "it passes")
    return int(bool(failures))


def _shrink(folder: Path, out: Path) -> int:
    case = load(folder)
    small, failure = shrink(case, list(STEPS))
    if failure is None:
        print("it passes")
        return 0
    shutil.rmtree(out / folder.name, ignore_errors=True)
    save(small, out / folder.name, {"failures": [asdict(failure)]})
    print(f"{out / folder.name}: {failure.signature}")
    return 1


def _fuzz(options: argparse.Namespace) -> int:
    numbers = range(options.start, options.start + options.cases)
    work = partial(_run_number, seed=options.seed, only=options.steps)
    found: Counter[str] = Counter()
    began = time.monotonic()
    for number, failures in _spread(work, numbers, options.jobs):
        if number and number % 500 == 0:
            print(f"{number} cases after {time.monotonic() - began:.0f} s", flush=True)
        for failure in failures:
            found[failure.signature] += 1
            if found[failure.signature] == 1:
                print(f"case {number}: {failure.step}: {failure.signature}", flush=True)
                _keep(generated(options.seed, number), failure, options.out / f"{len(found):03}")
    spent = time.monotonic() - began
    print(f"{options.cases} cases of seed {options.seed} in {spent:.0f} s; {len(found)} failures")
    for signature, count in found.most_common():
        print(f"{count:6} {signature}")
    return int(bool(found))


def _keep(case: Case, failure: Failure, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    save(case, folder, {"name": case.name, "failures": [asdict(failure)]})


def _run_number(number: int, seed: int, only: str | None) -> tuple[int, list[Failure]]:
    steps = only.split(",") if only else steps_of(number)
    return number, run(generated(seed, number), steps)


def _spread(
    work: "partial[tuple[int, list[Failure]]]", numbers: Iterable[int], jobs: int
) -> Iterator[tuple[int, list[Failure]]]:
    """Run numbers in so many processes, forked so that they are warm, and yield in order.

    Raises:
        BrokenProcessPool: the system ended one of the processes, so that cases are missing.
    """
    if jobs == 1:
        yield from map(work, numbers)
        return
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
        yield from pool.map(work, numbers, chunksize=4)


if __name__ == "__main__":
    sys.exit(main())
