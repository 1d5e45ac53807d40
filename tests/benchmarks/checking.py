"""How long a check takes, of all and of one: `python -m tests.benchmarks.checking [INCIDENTS]`.

The command is run as an author runs it, with the start of Python and all imports. Each line
compares two things in turns in one run; the ratio is the figure to quote.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.company import write
from tests.benchmarks.reading import UNTIL, best, show


def main() -> None:
    """Measure."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "incidents"
        write(folder, number, 1, UNTIL)
        ids = sorted(path.name for path in folder.iterdir() if path.is_dir())
        print(f"{number} incidents, Python {sys.version.split()[0]}")

        def check(*names: str) -> None:
            command = [sys.executable, "-m", "postmortems", "check", "--format=json", *names]
            subprocess.run(command, cwd=temporary, capture_output=True)

        def help_() -> None:
            command = [sys.executable, "-m", "postmortems", "--help"]
            subprocess.run(command, cwd=temporary, capture_output=True, check=True)

        recent = ids[-number // 10]
        show("one incident, all of them", *best(lambda: check(recent), check))
        show("--help, one incident", *best(help_, lambda: check(recent)))
        middle = ids[len(ids) // 2]
        show(
            "one of the middle, one of the newest",
            *best(lambda: check(middle), lambda: check(recent)),
        )


if __name__ == "__main__":
    main()
