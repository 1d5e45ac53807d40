"""How long a check takes, of all and of one, with a cache and without.

Run `python -m tests.benchmarks.checking [INCIDENTS]`.

The command is run as an author runs it, with the start of Python and all imports. Each line
compares two things in turns in one run; the ratio is the figure to quote.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.building import edit_prose
from tests.benchmarks.company import write
from tests.benchmarks.reading import UNTIL, best, show
from tests.conftest import FIVE_LINES


def main() -> None:
    """Measure."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "incidents"
        write(folder, number, 1, UNTIL)
        ids = sorted(path.name for path in folder.iterdir() if path.is_dir())
        print(f"{number} incidents, Python {sys.version.split()[0]}")

        # The cache belongs to a site.
        (Path(temporary) / "mkdocs.yml").write_text(FIVE_LINES, encoding="utf-8")

        def check(*arguments: str) -> None:
            command = [sys.executable, "-m", "postmortems", "check", "--format=json", *arguments]
            subprocess.run(command, cwd=temporary, capture_output=True)

        def check_after_an_edit() -> None:
            edit_prose(Path(temporary))
            check()

        def help_() -> None:
            command = [sys.executable, "-m", "postmortems", "--help"]
            subprocess.run(command, cwd=temporary, capture_output=True, check=True)

        check()
        show("unchanged, without the cache", *best(check, lambda: check("--no-cache")))
        show("after one edit, unchanged", *best(check_after_an_edit, check))
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
