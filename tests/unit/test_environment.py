"""The environment of a command: a locale without letters, a clock that is out of range."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import FIVE_LINES, write

pytestmark = pytest.mark.slow

NAME = "2026-03-14-checkout-declines-cards"
NO_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.skipif(sys.platform != "linux", reason="names are UTF-8 elsewhere")
def test_evidence_with_other_letters_is_found_and_published_without_a_locale(
    tmp_path: Path,
) -> None:
    evidence = "evidence: [{file: evidence/é.txt, publish: true}]\n"
    write(
        tmp_path,
        {
            "mkdocs.yml": FIVE_LINES,
            f"incidents/{NAME}/incident.yaml": f"title: A\nseverity: SEV3\n{evidence}",
            f"incidents/{NAME}/evidence/é.txt": "hello\n",
        },
    )
    checked = run(tmp_path, "postmortems", "check", "--format", "concise", **NO_LOCALE)
    assert "evidence" not in checked.stdout and checked.returncode == 0
    built = run(tmp_path, "mkdocs", "build", "--strict", **NO_LOCALE)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "site" / "incidents" / NAME / "evidence" / "é.txt").is_file()


@pytest.mark.parametrize("epoch", ["253402300799", "9" * 30, "9" * 5000])
@pytest.mark.parametrize("command", [("postmortems", "check"), ("mkdocs", "build")])
def test_a_clock_that_is_out_of_range_is_a_line(
    epoch: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": FIVE_LINES,
            f"incidents/{NAME}/incident.yaml": "title: A\nseverity: SEV3\n",
        },
    )
    done = run(tmp_path, *command, SOURCE_DATE_EPOCH=epoch)
    assert done.returncode != 0
    assert "SOURCE_DATE_EPOCH is `" in done.stderr and "after the year 2199" in done.stderr
