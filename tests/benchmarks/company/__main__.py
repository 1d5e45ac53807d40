"""Write the corpus: `python -m tests.benchmarks.company FOLDER [--incidents N] [--seed N]`."""

import argparse
import sys
from datetime import date
from pathlib import Path

from .writing import write


def main() -> int:
    """Write it, and say what was written."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.company", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder that is not there yet, or empty")
    parser.add_argument("--incidents", type=int, default=1000, help="how many (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another history")
    parser.add_argument(
        "--until",
        type=date.fromisoformat,
        default=date(2026, 10, 31),
        help="the day on which it is told; nothing is later (default 2026-10-31)",
    )
    options = parser.parse_args()
    if options.folder.is_dir() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    if options.incidents < 1:
        parser.error("there is nothing to write")
    write(options.folder, options.incidents, options.seed, options.until)
    print(f"{options.incidents} incidents are in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
