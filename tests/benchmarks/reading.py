"""How long reading takes, and what is in it: `python -m tests.benchmarks.reading [INCIDENTS]`.

Each line compares two things measured in turns in one run; the ratio is the figure to quote, for
machines differ and are noisy.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from unittest import mock

import yaml

from postmortems.check import check
from postmortems.reader import incidents, read
from tests.benchmarks.company import write

ROUNDS = 3
UNTIL = date(2026, 10, 31)


def best(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """The shortest time of each in seconds, of rounds in which both have their turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for function, found in zip((first, second), times, strict=True):
            gc.collect()
            start = time.perf_counter()
            function()
            found.append(time.perf_counter() - start)
    return min(times[0]), min(times[1])


def show(what: str, first: float, second: float) -> None:
    """A line of the result."""
    print(f"{what}: {first:.2f} s against {second:.2f} s, ratio {first / second:.2f}")


def main() -> None:
    """Measure."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as temporary:
        folder, half = Path(temporary) / "incidents", Path(temporary) / "half"
        write(folder, wanted, 1, UNTIL)
        write(half, max(1, wanted // 2), 1, UNTIL)
        number = len(read(folder).corpus.incidents)
        print(f"{number} incidents, Python {sys.version.split()[0]}")

        def with_collector() -> None:
            with mock.patch.object(incidents, "_collector_paused", nullcontext):
                read(folder)

        show("collector paused, running", *best(lambda: read(folder), with_collector))
        show("all, half of them (2 is linear)", *best(lambda: read(folder), lambda: read(half)))
        whole = read(folder)
        show("reading, the rules", *best(lambda: read(folder), lambda: check(whole)))
        texts = [path.read_text(encoding="utf-8") for path in folder.glob("*/*.yaml")]

        def compose() -> None:
            for text in texts:
                yaml.compose(text, Loader=yaml.CSafeLoader)

        show("reading, composing YAML alone", *best(lambda: read(folder), compose))


if __name__ == "__main__":
    main()
